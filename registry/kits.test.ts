import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryEvent } from './contract.ts';
import { done, type Fresh, fields, freshRegistry } from './fresh.test-kit.ts';

let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
});
afterEach(() => fresh.end());

const FULL = fields({
  name: 'Balcó de la Núria',
  description: 'Third floor, to the courtyard',
  model: 'smart-citizen-2-1',
  dialect: 'smart-citizen',
  externalId: '31d4f1',
  position: { lat: 41.4036299, lon: 2.1743558 },
  precision: 250,
  exposure: 'indoor',
  licence: 'ODbL-1.0',
  steward: 'Núria',
  timeZone: 'Europe/Madrid',
  calibrations: [
    {
      ...{
        id: 'eixample-no2',
        version: '2025-03',
        phenomenon: 'no2',
        channel: 'left',
        slope: 0.8,
        offset: 4,
      },
      coLocation: {
        ...{ report: 'https://example.org/report', station: 'Barcelona (Eixample)' },
        ...{ from: '2025-01-01', to: '2025-02-01', pairs: 700, r2: 0.9 },
      },
    },
  ],
});

describe('registering', () => {
  it('makes the id from the name, and a second kit of that name gets a suffix', async () => {
    const { registry } = fresh;
    expect(done(await registry.register(FULL)).kit.id).toBe('balco-de-la-nuria');
    const second = done(await registry.register({ ...FULL, externalId: undefined }));
    expect(second.kit.id).toMatch(/^balco-de-la-nuria-[a-z2-7]{4}$/);
  });

  it('gives every field back after a restart', async () => {
    const { kit } = done(await fresh.registry.register(FULL, { id: 'nuria', simulated: true }));
    const marks = { simulated: true, open: false, official: false };
    expect(kit).toEqual({ ...FULL, id: 'nuria', ...marks, created: fresh.clock });
    const registry = await fresh.reopen();
    expect(registry.kit('nuria')).toEqual(kit);
    expect(registry.kits()).toEqual([kit]);
  });

  it('gives a kit without optional fields back without them', async () => {
    const { kit } = done(await fresh.registry.register(fields({ name: 'Bare' })));
    expect((await fresh.reopen()).kit('bare')).toEqual(kit);
    expect(Object.keys(kit)).not.toContain('position');
  });

  it('refuses an id that is taken, and one that is a word of the API', async () => {
    const { registry } = fresh;
    done(await registry.register(FULL, { id: 'a1' }));
    expect(await registry.register(fields({ name: 'B' }), { id: 'a1' })).toMatchObject({
      obstacle: 'exists',
      field: 'id',
    });
    expect(await registry.register(fields({ name: 'B' }), { id: 'import' })).toMatchObject({
      obstacle: 'exists',
      field: 'id',
    });
    expect(done(await registry.register(fields({ name: 'Import' }))).kit.id).toMatch(/^import-[a-z2-7]{4}$/);
  });

  it('throws for an id that could not stand in a topic', async () => {
    await expect(fresh.registry.register(FULL, { id: 'a/#' })).rejects.toThrow(RangeError);
    expect(done(await fresh.registry.register(FULL)).kit.name).toBe(FULL.name);
  });

  it('names the field of a reference that leads nowhere', async () => {
    const { registry } = fresh;
    expect(await registry.register(fields({ name: 'A', project: 'nowhere' }))).toMatchObject({
      obstacle: 'unknown_reference',
      field: 'project',
    });
    expect(await registry.register(fields({ name: 'A', model: 'nothing' }))).toMatchObject({
      obstacle: 'unknown_reference',
      field: 'model',
    });
    expect(registry.kits()).toEqual([]);
  });

  it('lets one of two concurrent kits with one identifier in', async () => {
    const { registry } = fresh;
    const results = await Promise.all([
      registry.register(fields({ name: 'A', dialect: 'airrohr', externalId: 'esp8266-1' })),
      registry.register(fields({ name: 'B', dialect: 'airrohr', externalId: 'ESP8266-1' })),
    ]);
    expect(results[0]).toMatchObject({ kit: { id: 'a' } });
    expect(results[1]).toMatchObject({ obstacle: 'exists', field: 'externalId' });
    expect(registry.kits()).toHaveLength(1);
  });
});

describe('an official station', () => {
  it('stays one over a restart and a change', async () => {
    const { kit } = done(await fresh.registry.register(fields({ name: 'Eixample' }), { official: true }));
    expect(kit.official).toBe(true);
    done(await fresh.registry.update('eixample', { name: 'Eixample, l’' }));
    expect((await fresh.reopen()).kit('eixample')?.official).toBe(true);
  });

  it('has no token, and gets none', async () => {
    const { registry } = fresh;
    expect(
      done(await registry.register(fields({ name: 'Eixample' }), { official: true })).token,
    ).toBeUndefined();
    expect(await registry.rotate('eixample')).toMatchObject({ obstacle: 'unknown_reference' });
    expect(registry.hasToken('eixample')).toBe(false);
  });
});

describe('identifiers of firmware', () => {
  it('are found without regard to case where the dialect writes numbers, exactly elsewhere', async () => {
    const { registry } = fresh;
    done(await registry.register(FULL, { id: 'sck' }));
    done(
      await registry.register(fields({ name: 'N', dialect: 'native', externalId: 'Board1' }), { id: 'n' }),
    );
    expect(registry.kitByExternalId('smart-citizen', '31D4F1')?.id).toBe('sck');
    expect(registry.kitByExternalId('native', 'Board1')?.id).toBe('n');
    expect(registry.kitByExternalId('native', 'board1')).toBeUndefined();
    expect(registry.kitByExternalId('airrohr', '31d4f1')).toBeUndefined();
  });

  it('follow an update, and are free again after it', async () => {
    const { registry } = fresh;
    done(await registry.register(FULL, { id: 'sck' }));
    done(await registry.update('sck', { externalId: 'aaaaaa' }));
    expect(registry.kitByExternalId('smart-citizen', '31d4f1')).toBeUndefined();
    expect(registry.kitByExternalId('smart-citizen', 'aaaaaa')?.id).toBe('sck');
    done(await registry.register(FULL, { id: 'next' }));
    expect(await registry.update('next', { externalId: 'AAAAAA' })).toMatchObject({ obstacle: 'exists' });
    expect(registry.kitByExternalId('smart-citizen', '31d4f1')?.id).toBe('next');
  });
});

describe('updating', () => {
  it('changes what is given, clears what is given as undefined, and keeps the rest after a restart', async () => {
    const { registry } = fresh;
    const { kit } = done(await registry.register(FULL, { id: 'k1' }));
    const changed = done(await registry.update('k1', { name: 'New', position: undefined }));
    const { position: _, ...without } = kit;
    expect(changed).toEqual({ ...without, name: 'New' });
    expect(registry.kits()).toEqual([changed]);
    expect((await fresh.reopen()).kit('k1')).toEqual(changed);
  });

  it('cannot change what is not a field', async () => {
    const { registry } = fresh;
    const { kit } = done(await registry.register(FULL, { id: 'k1' }));
    const smuggled = { simulated: true, open: true, official: true, id: 'k2', created: 0 } as object;
    expect(await registry.update('k1', smuggled)).toEqual(kit);
  });

  it('says so when there is no such kit', async () => {
    expect(await fresh.registry.update('gone', {})).toMatchObject({ obstacle: 'not_found' });
  });
});

describe('removing', () => {
  it('takes the kit with its token and names, and never gives its id again', async () => {
    const { registry } = fresh;
    const { token = '' } = done(await registry.register(FULL, { id: 'k1' }));
    registry.admitName('k1', 'x_mud');
    expect(await registry.remove('k1')).toBe(true);
    for (const house of [registry, await fresh.reopen()]) {
      expect(house.kits()).toEqual([]);
      expect(house.authenticate('k1', token)).toBe(false);
      expect(house.admitName('k1', 'x_mud')).toBe(false);
      expect(house.kitByExternalId('smart-citizen', '31d4f1')).toBeUndefined();
      expect(await house.register(FULL, { id: 'k1' })).toMatchObject({ obstacle: 'exists', field: 'id' });
      expect(await house.remove('k1')).toMatchObject({ obstacle: 'not_found' });
    }
    done(await fresh.registry.register(fields({ name: 'K1' })));
    expect(fresh.registry.kit('k1')).toBeUndefined();
  });
});

describe('erasing', () => {
  it('is due from the moment a kit is removed until it is said to be done, over restarts', async () => {
    const { registry } = fresh;
    for (const id of ['k1', 'k2', 'k3']) done(await registry.register(fields({ name: 'Roof' }), { id }));
    await Promise.all(['k1', 'k2'].map((id) => registry.remove(id)));
    expect(registry.toErase()).toEqual(['k1', 'k2']);
    const aside = { received: fresh.clock, topic: 't', reason: 'time_ahead', payload: Buffer.from('1') };
    const from = { transport: 'mqtt', headers: {}, retained: false, dialect: '', device: '' } as const;
    await registry.quarantine([
      { ...aside, ...from, seq: 1, kit: 'k1' },
      { ...aside, ...from, seq: 2, kit: 'k3' },
    ]);
    await registry.erased('k1');
    expect((await registry.quarantined(10)).map(({ kit }) => kit)).toEqual(['k3']);
    for (const house of [registry, await fresh.reopen()]) expect(house.toErase()).toEqual(['k2']);
    await fresh.registry.erased('k2');
    for (const house of [fresh.registry, await fresh.reopen()]) expect(house.toErase()).toEqual([]);
  });
});

describe('listeners', () => {
  it('hear of changes when they are in memory; one that throws harms nobody; one that left hears nothing', async () => {
    const { registry, warnings } = fresh;
    const heard: RegistryEvent[] = [];
    registry.onChange(() => {
      throw new Error('listener');
    });
    const leave = registry.onChange((event) => {
      if ('kit' in event && event.type === 'kit_added') expect(registry.kit(event.kit)).toBeDefined();
      heard.push(event);
    });
    done(await registry.register(FULL, { id: 'k1' }));
    done(await registry.update('k1', { name: 'Other' }));
    done(await registry.rotate('k1'));
    done(await registry.remove('k1'));
    leave();
    done(await registry.register(FULL, { id: 'k2' }));
    expect(heard).toEqual([
      { type: 'kit_added', kit: 'k1' },
      { type: 'kit_changed', kit: 'k1' },
      { type: 'credentials_changed', kit: 'k1' },
      { type: 'kit_removed', kit: 'k1' },
    ]);
    expect(warnings).toHaveLength(5);
  });
});
