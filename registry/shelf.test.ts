import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_VERTICES } from '../domain/geo.ts';
import { organisationSchema, placeSchema, projectSchema } from '../domain/project.ts';
import { done, type Fresh, fields, freshRegistry } from './fresh.test-kit.ts';

let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
});
afterEach(() => fresh.end());

const FAB_LAB = organisationSchema.parse({ id: 'fab-lab', name: 'Fab Lab', type: 'research' });
const ATENEU = organisationSchema.parse({ id: 'ateneu', name: 'Ateneu', url: 'https://example.org/' });
const BREATHE = projectSchema.parse({
  id: 'breathe',
  name: 'Respirem',
  status: 'closed',
  start: '2026-01-01',
  end: '2026-06-30',
  organisations: ['fab-lab', 'ateneu'],
  cluster: 'cities-urban-development',
  strategies: ['better-public-space', 'civic-engagement'],
});
const SQUARE = placeSchema.parse({
  id: 'square',
  name: 'Plaça',
  kind: 'superblock',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [2.1, 41.4],
        [2.2, 41.4],
        [2.2, 41.5],
        [2.1, 41.4],
      ],
    ],
  },
});

describe('projects and organisations', () => {
  it('come back whole after a restart, organisations in their order', async () => {
    const { registry } = fresh;
    done(await registry.organisations.put(FAB_LAB));
    done(await registry.organisations.put(ATENEU));
    expect(await registry.projects.put(BREATHE)).toEqual(BREATHE);
    const again = await fresh.reopen();
    expect(again.projects.all()).toEqual([BREATHE]);
    expect(again.organisations.get('fab-lab')).toEqual(FAB_LAB);
    expect(again.organisations.get('ateneu')).toEqual(ATENEU);
  });

  it('putting one again replaces it, and putting it twice changes nothing', async () => {
    const { projects } = fresh.registry;
    const small = projectSchema.parse({ id: 'p1', name: 'One' });
    done(await projects.put(projectSchema.parse({ ...small, name: 'First', cluster: 'health-care' })));
    done(await projects.put(small));
    done(await projects.put(small));
    expect(projects.all()).toEqual([small]);
    expect((await fresh.reopen()).projects.all()).toEqual([small]);
  });

  it.each([
    ['organisations', { organisations: ['nobody'] }],
    ['cluster', { cluster: 'nothing' }],
    ['strategies', { strategies: ['km0', 'nothing'] }],
  ])('an unknown id in %s is refused by that name', async (field, part) => {
    const record = projectSchema.parse({ id: 'p1', name: 'One', ...part });
    expect(await fresh.registry.projects.put(record)).toMatchObject({ obstacle: 'unknown_reference', field });
    expect(fresh.registry.projects.all()).toEqual([]);
  });

  it('an organisation stays while a project names it', async () => {
    const { organisations, projects } = fresh.registry;
    done(await organisations.put(FAB_LAB));
    done(await projects.put(projectSchema.parse({ id: 'p1', name: 'One', organisations: ['fab-lab'] })));
    expect(await organisations.remove('fab-lab')).toMatchObject({ obstacle: 'in_use' });
    expect(await projects.remove('p1')).toBe(true);
    expect(await organisations.remove('fab-lab')).toBe(true);
    expect(await organisations.remove('fab-lab')).toMatchObject({ obstacle: 'not_found' });
    expect((await fresh.reopen()).organisations.all()).toEqual([]);
  });

  it('a project stays while a kit or an open invitation names it', async () => {
    const { registry } = fresh;
    done(await registry.projects.put(projectSchema.parse({ id: 'p1', name: 'One' })));
    done(await registry.register(fields({ name: 'Kit', project: 'p1' }), { id: 'k1' }));
    expect(await registry.projects.remove('p1')).toMatchObject({ obstacle: 'in_use', field: 'id' });
    done(await registry.update('k1', { project: undefined }));
    done(await registry.invite({ project: 'p1', validDays: 1 }));
    expect(await registry.projects.remove('p1')).toMatchObject({ obstacle: 'in_use' });
    fresh.clock += 86_400_000;
    expect(await registry.projects.remove('p1')).toBe(true);
    expect((await fresh.reopen()).projects.all()).toEqual([]);
  });
});

describe('places', () => {
  it('come back whole, and their changes are told', async () => {
    const told: string[] = [];
    fresh.registry.onChange((event) => told.push(event.type));
    expect(await fresh.registry.places.put(SQUARE)).toEqual(SQUARE);
    expect(fresh.registry.places.all()).toEqual([SQUARE]);
    expect((await fresh.reopen()).places.all()).toEqual([SQUARE]);
    expect(await fresh.registry.places.remove('square')).toBe(true);
    expect(told).toEqual(['places_changed']);
  });

  it('what the caller does to its record later does not reach the registry', async () => {
    const mine = structuredClone(SQUARE);
    done(await fresh.registry.places.put(mine));
    if (mine.geometry.type === 'Polygon') mine.geometry.coordinates.length = 0;
    expect(fresh.registry.places.get('square')).toEqual(SQUARE);
  });

  it('a reserved word is no id, and more vertices than the bound are an error of the caller', async () => {
    const { places } = fresh.registry;
    expect(await places.put({ ...SQUARE, id: 'import' })).toMatchObject({ obstacle: 'exists' });
    const ring = Array.from({ length: MAX_VERTICES + 1 }, () => [2.1, 41.4]);
    const huge = { ...SQUARE, geometry: { type: 'Polygon' as const, coordinates: [ring] } };
    await expect(places.put(huge)).rejects.toThrow(RangeError);
    expect(places.all()).toEqual([]);
  });
});
