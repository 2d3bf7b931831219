import Sqlite from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Fresh, freshRegistry } from './fresh.test-kit.ts';
import { openRegistry } from './registry.ts';

let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
});
afterEach(() => fresh.end());

it('settings outlive a restart and can be overwritten', async () => {
  expect(fresh.registry.setting('demo')).toBeUndefined();
  await fresh.registry.setSetting('demo', 'on');
  await fresh.registry.setSetting('demo', 'off');
  expect(fresh.registry.setting('demo')).toBe('off');
  expect((await fresh.reopen()).setting('demo')).toBe('off');
});

it('migrations are numbered and run once', async () => {
  await fresh.reopen();
  const sqlite = new Sqlite(fresh.path);
  const rows = sqlite.prepare('SELECT number FROM migration').all();
  expect(rows.length).toBeGreaterThan(3);
  expect(rows).toEqual(rows.map((_, index) => ({ number: index + 1 })));
  sqlite.close();
});

it('refuses tables that a newer version has written', async () => {
  const sqlite = new Sqlite(fresh.path);
  sqlite.prepare('INSERT INTO migration VALUES (?, ?)').run(99, 0);
  sqlite.close();
  await expect(openRegistry({ path: fresh.path })).rejects.toThrow(/newer Superilla/);
});

it('a write that the disk refuses leaves memory and listeners as they were', async () => {
  const told: string[] = [];
  fresh.registry.onChange((event) => told.push(event.type));
  const sqlite = new Sqlite(fresh.path);
  sqlite.exec('DROP TABLE place');
  sqlite.close();
  const place = {
    id: 'p1',
    name: 'P',
    kind: 'other' as const,
    geometry: { type: 'Point' as const, coordinates: [2, 41] },
    source: '',
    simulated: false,
  };
  await expect(fresh.registry.places.put(place)).rejects.toThrow(/place/);
  expect(fresh.registry.places.all()).toEqual([]);
  expect(told).toEqual([]);
  await fresh.registry.setSetting('still', 'works');
  expect(fresh.registry.setting('still')).toBe('works');
});
