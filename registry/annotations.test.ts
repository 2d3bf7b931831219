import Sqlite from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnnotationFields, annotationFieldsSchema, MAX_ANNOTATIONS } from '../domain/annotation.ts';
import type { RegistryEvent } from './contract.ts';
import { done, type Fresh, fields, freshRegistry } from './fresh.test-kit.ts';

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 1, 14, 18);
const BARBECUE: AnnotationFields = { kind: 'barbecue', from: FROM, to: FROM + 3 * HOUR, note: 'Calçotada' };

let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
  done(await fresh.registry.register(fields({ name: 'Terrat' }), { id: 'terrat' }));
});
afterEach(() => fresh.end());

function rows(path: string): number {
  const sqlite = new Sqlite(path);
  const { n } = sqlite.prepare('SELECT count(*) AS n FROM annotation').get() as { n: number };
  sqlite.close();
  return n;
}

describe('notes on periods of a kit', () => {
  it('are kept over a restart, oldest period first', async () => {
    const later = done(await fresh.registry.annotate('terrat', BARBECUE));
    const earlier = done(
      await fresh.registry.annotate('terrat', {
        ...{ kind: 'maintenance', from: FROM - 9 * HOUR, to: FROM - 8 * HOUR, note: '' },
      }),
    );
    expect(later).toEqual({ id: later.id, kit: 'terrat', ...BARBECUE });
    expect(later.id).toMatch(/^[a-z2-7]{10}$/);
    for (const house of [fresh.registry, await fresh.reopen()])
      expect(house.annotations('terrat')).toEqual([earlier, later]);
    expect(fresh.registry.annotations('nobody')).toEqual([]);
  });

  it('say the same only once', async () => {
    const first = done(await fresh.registry.annotate('terrat', BARBECUE));
    const heard: RegistryEvent[] = [];
    fresh.registry.onChange((event) => heard.push(event));
    expect(await fresh.registry.annotate('terrat', { ...BARBECUE })).toEqual(first);
    expect(fresh.registry.annotations('terrat')).toHaveLength(1);
    expect(heard).toEqual([]);
  });

  it('are told of with their period when they come and when they go', async () => {
    const { registry } = fresh;
    const heard: RegistryEvent[] = [];
    registry.onChange((event) => heard.push(event));
    const { id, from, to } = done(await registry.annotate('terrat', BARBECUE));
    expect(await registry.removeAnnotation('terrat', id)).toBe(true);
    const told = { type: 'annotations_changed', kit: 'terrat', from, to };
    expect(heard).toEqual([told, told]);
    for (const house of [registry, await fresh.reopen()]) expect(house.annotations('terrat')).toEqual([]);
    expect(rows(fresh.path)).toBe(0);
  });

  it('are removed by their own kit only', async () => {
    const { registry } = fresh;
    done(await registry.register(fields({ name: 'Other' }), { id: 'other' }));
    const { id } = done(await registry.annotate('terrat', BARBECUE));
    expect(await registry.removeAnnotation('other', id)).toMatchObject({ obstacle: 'not_found' });
    expect(await registry.removeAnnotation('nobody', id)).toMatchObject({ obstacle: 'not_found' });
    expect(await registry.annotate('nobody', BARBECUE)).toMatchObject({ obstacle: 'not_found' });
    expect(registry.annotations('terrat')).toHaveLength(1);
  });

  it('are at most so many a kit', async () => {
    const { registry } = fresh;
    for (let n = 0; n < MAX_ANNOTATIONS; n++)
      done(await registry.annotate('terrat', { ...BARBECUE, from: FROM + n, note: '' }));
    expect(await registry.annotate('terrat', BARBECUE)).toMatchObject({ obstacle: 'full' });
    const [first] = registry.annotations('terrat');
    expect(await registry.removeAnnotation('terrat', first?.id ?? '')).toBe(true);
    done(await registry.annotate('terrat', BARBECUE));
    expect(registry.annotations('terrat')).toHaveLength(MAX_ANNOTATIONS);
  });

  it('go with their kit', async () => {
    done(await fresh.registry.annotate('terrat', BARBECUE));
    done(await fresh.registry.remove('terrat'));
    for (const house of [fresh.registry, await fresh.reopen()])
      expect(house.annotations('terrat')).toEqual([]);
    expect(rows(fresh.path)).toBe(0);
  });
});

describe('the fields of a note', () => {
  it('are kept as they are said, but for spaces around the text', () => {
    expect(annotationFieldsSchema.parse({ ...BARBECUE, note: ' Calçotada ' })).toEqual(BARBECUE);
  });

  it.each([
    ['an unknown kind', { kind: 'party' }, 'kind'],
    ['an end before its beginning', { to: FROM }, 'to'],
    ['more than a year', { to: FROM + 367 * 24 * HOUR }, 'to'],
    ['a beginning before 2010', { from: 0 }, 'from'],
    ['half a millisecond', { from: FROM + 0.5 }, 'from'],
    ['a text too long', { note: 'x'.repeat(281) }, 'note'],
    ['a second line', { note: 'one\ntwo' }, 'note'],
  ])('may not have %s', (_, change, field) => {
    const { error } = annotationFieldsSchema.safeParse({ ...BARBECUE, ...change });
    expect(error?.issues.map(({ path }) => path[0])).toContain(field);
  });
});
