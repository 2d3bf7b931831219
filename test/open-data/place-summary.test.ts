import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { Row } from '../../domain/reading.ts';
import { type PlaceSummaryView, placeSummarySchema } from '../../open-data/schemas/place-summary.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { SQUARE } from './district.ts';
import { kitFields, NOON, openServer, type TestServer } from './server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The last whole hour before the clock's noon. */
const LAST = NOON - HOUR;
const INSIDE = { lat: 41.405, lon: 2.2 };

/** Rows every ten minutes of an hour, all of the same values and flags. */
function hour(
  kit: string,
  values: Readonly<Record<string, number>>,
  how: { count?: number; flag?: number } = {},
): Row[] {
  const phenomena = Object.keys(values);
  return [LAST - HOUR, LAST].flatMap((start) =>
    Array.from({ length: start === LAST ? (how.count ?? 6) : 6 }, (_, n) => {
      const time = start + n * 10 * MINUTE;
      const flags = phenomena.map(() => how.flag ?? 0);
      return { kit, channel: '', time, received: time, phenomena, values: Object.values(values), flags };
    }),
  );
}

const ROWS = [
  ...hour('u', { pm2_5: 4, noise_laeq: 60 }),
  ...hour('dos', { pm2_5: 8, noise_laeq: 70 }),
  ...hour('tres', { pm2_5: 16 }, { flag: FLAGS.stuck }),
  ...hour('quatre', { pm2_5: 40 }),
  ...hour('cinc', { pm2_5: 12 }),
  // Two of six: not a whole hour.
  ...hour('mig', { pm2_5: 500 }, { count: 2 }),
  ...hour('dolent', { pm2_5: 900 }, { flag: FLAGS.implausible }),
  ...hour('dins', { pm2_5: 300 }),
  ...hour('estacio', { pm2_5: 10, no2: 41 }),
  ...hour('demo', { pm2_5: 600 }),
  ...hour('lluny', { pm2_5: 700 }),
];

let folder: string;
let store: ReadingStore;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superilla-places-'));
  store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  await store.append({ rows: ROWS, late: [], watermark: 1 });
  server = await openServer({ store });
  const { registry } = server;
  const place = { kind: 'superblock', source: '', simulated: false } as const;
  await registry.places.put({ ...place, id: 'illa', name: 'Illa', geometry: SQUARE });
  const point = { type: 'Point' as const, coordinates: [2.2, 41.405] };
  await registry.places.put({ ...place, id: 'taller', name: 'Taller', kind: 'fab-lab', geometry: point });
  for (const id of ['u', 'dos', 'tres', 'quatre', 'cinc', 'mig', 'dolent', 'mut'])
    await registry.register(kitFields({ name: id.toUpperCase(), position: INSIDE }), { id });
  await registry.register(kitFields({ name: 'Dins', position: INSIDE, exposure: 'indoor' }), { id: 'dins' });
  await registry.register(kitFields({ name: 'Estació', position: INSIDE }), {
    id: 'estacio',
    official: true,
  });
  await registry.register(kitFields({ name: 'Demo', position: INSIDE }), { id: 'demo', simulated: true });
  await registry.register(kitFields({ name: 'Lluny', position: { lat: 41.3, lon: 2.1 } }), { id: 'lluny' });
});
afterAll(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function summary(path: string) {
  const answer = await server.app.inject(`/api/v1/places/${path}`);
  return { status: answer.statusCode, body: answer.json() as PlaceSummaryView, headers: answer.headers };
}

const of = (body: PlaceSummaryView, id: string) => body.phenomena.find(({ phenomenon }) => phenomenon === id);

describe('The summary of a place', () => {
  test('is a median with spread and coverage of the kits outdoors in it, never a mean', async () => {
    const { status, body, headers } = await summary('illa/summary');
    expect(status).toBe(200);
    expect(placeSummarySchema.parse(body)).toEqual(body);
    expect(headers['x-superilla-left-out']).toBe('simulated');
    expect(body.hour).toBe(new Date(LAST).toISOString());
    expect(body.kits).toEqual({ registered: 8, heard: 7, official: 1, indoor: 1 });
    const pm = of(body, 'pm2_5');
    expect(pm?.values.map(({ kit, value }) => [kit, value])).toEqual([
      ['u', 4],
      ['dos', 8],
      ['tres', 16],
      ['quatre', 40],
      ['cinc', 12],
    ]);
    expect(pm).toMatchObject({
      kits: 5,
      suspectKits: 1,
      enough: true,
      median: 12,
      min: 4,
      max: 40,
      basis: 'raw',
    });
    // Linear between two values: of 4, 8, 12, 16, 40.
    expect(pm?.p10).toBeCloseTo(5.6, 12);
    expect(pm?.p90).toBeCloseTo(30.4, 12);
    expect(pm).not.toHaveProperty('mean');
    // 1.668 km by 1.112 km.
    expect(body.place.areaKm2).toBeCloseTo(1.8545, 3);
    expect(pm?.perKm2).toBeCloseTo(5 / 1.8545, 2);
  });

  test('lists the values of two kits and makes no summary of them', async () => {
    const { body } = await summary('illa/summary');
    const noise = of(body, 'noise_laeq');
    expect(noise).toMatchObject({ kits: 2, enough: false });
    expect(noise?.values.map(({ value }) => Math.round(value * 1e6) / 1e6)).toEqual([60, 70]);
    for (const name of ['median', 'min', 'max', 'p10']) expect(noise).not.toHaveProperty(name);
  });

  test('puts official stations apart', async () => {
    const { body } = await summary('illa/summary');
    expect(of(body, 'pm2_5')?.stations.map(({ name, value }) => [name, value])).toEqual([['Estació', 10]]);
    expect(of(body, 'no2')).toMatchObject({ kits: 0, enough: false, values: [] });
    expect(of(body, 'no2')?.stations).toHaveLength(1);
  });

  test('counts the index by kit, and says what it does not stand on', async () => {
    const { index } = (await summary('illa/summary')).body;
    expect(index).toMatchObject({ scale: 'eaqi-2024', enough: true, kits: 5, pmOnly: 5 });
    const counts = Object.fromEntries(index.bands.map(({ id, kits }) => [id, kits]));
    expect(counts).toEqual({ good: 1, fair: 2, moderate: 2, poor: 0, very_poor: 0, extremely_poor: 0 });
    expect(index.byKit.find(({ kit }) => kit === 'quatre')).toEqual({
      kit: 'quatre',
      name: 'QUATRE',
      band: 3,
    });
    expect(index.missing).toContainEqual({ what: 'o3', kits: 5 });
  });

  test('takes simulated kits in, or alone, when asked', async () => {
    expect((await summary('illa/summary?simulated=include')).body.kits.registered).toBe(9);
    const { body } = await summary('illa/summary?simulated=only');
    expect(body.kits).toEqual({ registered: 1, heard: 1, official: 0, indoor: 0 });
    expect(of(body, 'pm2_5')).toMatchObject({ kits: 1, enough: false });
    expect(body.index.enough).toBe(false);
  });

  test('has nothing to say of a place without kits, and nothing per km² of a point', async () => {
    const { body } = await summary('taller/summary');
    expect(body.kits.registered).toBe(0);
    expect(body.phenomena).toEqual([]);
    expect(body.place.areaKm2).toBe(0);
  });

  test('is of the hour asked for, once it is over', async () => {
    const before = await summary(`illa/summary?hour=${new Date(LAST - 1).toISOString()}&phenomenon=pm2_5`);
    expect(before.body.hour).toBe(new Date(LAST - HOUR).toISOString());
    expect(of(before.body, 'pm2_5')?.kits).toBe(6);
    const now = await summary(`illa/summary?hour=${new Date(NOON).toISOString()}`);
    expect(now.status).toBe(400);
  });

  test('says that nobody has the place', async () => {
    expect((await summary('enlloc/summary')).status).toBe(404);
  });

  test('has a tag that stands as long as nothing changes', async () => {
    const { headers } = await summary('illa/summary');
    const again = await server.app.inject({
      url: '/api/v1/places/illa/summary',
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect(again.statusCode).toBe(304);
  });
});
