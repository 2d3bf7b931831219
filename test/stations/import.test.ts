import { createReadStream } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importStations } from '../../app/stations/import-file.ts';
import type { StationImport } from '../../app/stations/station-import.ts';
import { flagWords } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { stationsOf } from '../../protocols/opendata-bcn/stations.ts';
import { openTestHouse, type TestHouse } from './house.ts';

const FIXTURES = new URL('fixtures/two-stations/', import.meta.url);
const COMMON = { dialect: 'opendata-bcn', precision: 0, steward: 'Vila', licence: 'CC-BY-4.0' };

let open: TestHouse;

beforeAll(async () => {
  open = await openTestHouse();
});
afterAll(() => open.close());

async function take(dry: boolean): Promise<StationImport> {
  const bytes = createReadStream(new URL('air.csv', FIXTURES)) as AsyncIterable<Buffer>;
  const done = await importStations(open.house, { file: 'air.csv', bytes, as: undefined, dry });
  if (typeof done === 'string') throw new Error(done);
  return done;
}

const counts = ({ stations }: StationImport) =>
  stations.map(({ externalId, kit, readings, invalid, accepted, duplicates, missing }) => {
    return [externalId, kit, readings, invalid, accepted, duplicates, missing];
  });

async function stored(kit: string): Promise<StoredReading[]> {
  const all: StoredReading[] = [];
  for await (const chunk of open.house.store.scan({ kits: [kit] })) all.push(...chunk);
  return all;
}

test('a dry run says what a file brings before any station is registered, and changes nothing', async () => {
  const done = await take(true);
  expect(counts(done)).toEqual([
    ['101', null, 95, 2, 95, 0, 1],
    ['102', null, 48, 2, 48, 0, 0],
    ['199', null, 24, 0, 24, 0, 0],
  ]);
  expect(open.house.registry.kits()).toEqual([]);
});

test('the stations of a list become official kits without a token; a second list changes what it says anew', async () => {
  const { stations } = await stationsOf(
    createReadStream(new URL('stations.csv', FIXTURES)) as AsyncIterable<Buffer>,
  );
  const register = (dry: boolean, name = (given: string) => given) =>
    Promise.all(
      stations.map((one) => {
        const { externalId, position, site: description } = one;
        return open.station({ ...COMMON, externalId, position, description, name: name(one.name) }, dry);
      }),
    );
  expect((await register(true)).map(({ kit, fate }) => [kit, fate])).toEqual([
    [null, 'new'],
    [null, 'new'],
  ]);
  expect((await register(false)).map(({ kit, fate }) => [kit, fate])).toEqual([
    ['vila-placa', 'new'],
    ['vila-ronda', 'new'],
  ]);
  expect((await register(false)).map(({ fate }) => fate)).toEqual(['known', 'known']);
  expect((await register(false, (name) => name.replace('Vila -', 'Vila:'))).map(({ fate }) => fate)).toEqual([
    'changed',
    'changed',
  ]);
  expect(open.house.registry.kit('vila-placa')).toMatchObject({
    ...{ official: true, open: false, name: 'Vila: Plaça', licence: 'CC-BY-4.0', steward: 'Vila' },
    description: 'Plaça Major · Urbana · Fons',
  });
  expect(open.house.registry.hasToken('vila-placa')).toBe(false);
});

test('a file is split by station; what nobody registered is passed over and counted', async () => {
  const done = await take(false);
  expect(counts(done)).toEqual([
    ['101', 'vila-placa', 95, 2, 95, 0, 1],
    ['102', 'vila-ronda', 48, 2, 48, 0, 0],
    ['199', null, 24, 0, 0, 0, 0],
  ]);
  expect(await stored('vila-ronda')).toHaveLength(48);
});

test('values that the network does not call valid are stored with the flag invalid, the others without', async () => {
  const all = await stored('vila-placa');
  const flagged = all.filter(({ flags }) => flags !== 0);
  expect(
    flagged.map(({ phenomenon, time, value, flags }) => [
      phenomenon,
      new Date(time).toISOString(),
      value,
      flagWords(flags),
    ]),
  ).toEqual([
    ['pm2_5', '2026-02-03T04:00:00.000Z', 999, ['invalid']],
    ['pm2_5', '2026-02-03T23:00:00.000Z', 14, ['invalid']],
  ]);
});

test('a second run adds nothing', async () => {
  expect(counts(await take(true)).slice(0, 2)).toEqual([
    ['101', 'vila-placa', 95, 2, 0, 95, 1],
    ['102', 'vila-ronda', 48, 2, 0, 48, 0],
  ]);
  expect(counts(await take(false)).slice(0, 2)).toEqual([
    ['101', 'vila-placa', 95, 2, 0, 95, 1],
    ['102', 'vila-ronda', 48, 2, 0, 48, 0],
  ]);
  expect(await stored('vila-placa')).toHaveLength(95);
});

test('somebody’s kit is never made a station of, nor fed as one', async () => {
  const fields = {
    ...COMMON,
    name: 'Mine',
    externalId: '199',
    exposure: 'outdoor',
    description: '',
    timeZone: 'UTC',
  };
  await open.house.registry.register(fields as Parameters<typeof open.house.registry.register>[0]);
  const station = { ...COMMON, externalId: '199', name: 'Vila - Nou', position: { lat: 41, lon: 2 } };
  expect(await open.station(station)).toMatchObject({ fate: 'refused', kit: 'mine' });
  expect(counts(await take(false))[2]).toEqual(['199', null, 24, 0, 0, 0, 0]);
});

test('a file that no reader knows is refused in words', async () => {
  async function* bytes() {
    yield Buffer.from('{"no": "table"}');
  }
  const done = await importStations(open.house, { file: 'x.json', bytes: bytes(), as: undefined, dry: true });
  expect(done).toMatch(/^No reader knows this file/);
});
