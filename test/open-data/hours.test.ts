import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { Row } from '../../domain/reading.ts';
import { hourRecords } from '../../open-data/hours/hour-records.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { kitFields, NOON, openServer, type TestServer } from './server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let folder: string;
let store: ReadingStore;
let server: TestServer;

/** One value a minute of the hour at `hour`; `flags` and `values` by minute. */
function minutes(
  kit: string,
  hour: number,
  give: (minute: number) => {
    readonly phenomena: string[];
    readonly values: number[];
    readonly flags?: number;
  },
  count = 60,
): Row[] {
  return Array.from({ length: count }, (_, minute) => {
    const { phenomena, values, flags = 0 } = give(minute);
    const time = hour + minute * MINUTE;
    return { kit, channel: '', time, received: time, phenomena, values, flags: values.map(() => flags) };
  });
}

const plain = (phenomenon: string, value: number) => () => ({ phenomena: [phenomenon], values: [value] });

async function fill(): Promise<void> {
  const rows = [
    // Four whole hours, one of half the minutes, one with ten bad readings, one all bad.
    ...[-7, -6, -5, -4].flatMap((n) =>
      minutes('pms', NOON + n * HOUR, () => ({ phenomena: ['pm2_5', 'humidity'], values: [20, 50] })),
    ),
    ...minutes('pms', NOON - 3 * HOUR, plain('pm2_5', 20), 30),
    ...minutes('pms', NOON - 2 * HOUR, (minute) => ({
      ...{ phenomena: ['pm2_5', 'humidity'], values: minute < 10 ? [900, 50] : [20, 50] },
      flags: minute < 10 ? FLAGS.implausible : minute < 15 ? FLAGS.spike : 0,
    })),
    ...minutes('pms', NOON - HOUR, () => ({
      ...{ phenomena: ['pm2_5'], values: [900], flags: FLAGS.invalid },
    })),
    ...minutes('soroll', NOON - HOUR, (minute) => ({
      ...{ phenomena: ['noise_laeq'], values: [minute < 30 ? 60 : minute < 59 ? 70 : 130] },
      flags: minute === 59 ? FLAGS.implausible : 0,
    })),
    ...minutes('gas', NOON - HOUR, plain('no2', 40)),
    // A station has one value an hour; the second is declared invalid.
    ...minutes('oficial', NOON - 2 * HOUR, plain('no2', 40), 1),
    ...minutes('oficial', NOON - HOUR, () => ({ ...plain('no2', 70)(), flags: FLAGS.invalid }), 1),
  ];
  await store.append({ rows, late: [], watermark: 1 });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superilla-hours-'));
  store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  await fill();
  server = await openServer({ store });
  const models = { pms: 'smart-citizen-2-1', soroll: 'airrohr-dnms', gas: undefined, oficial: undefined };
  for (const [id, model] of Object.entries(models))
    await server.registry.register(kitFields({ name: id, ...(model && { model }) }), {
      ...{ id, official: id === 'oficial' },
    });
});
afterAll(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function records(kit: string, phenomenon: string, from = NOON - 7 * HOUR) {
  const ports = { registry: server.registry, store, series: store.series.bind(store) };
  return hourRecords(ports, { kits: [kit], phenomenon, from, to: NOON });
}

test('an hour has its mean, is corrected with the humidity of the same kit, and says ± of its datasheet', async () => {
  const [first] = await records('pms', 'pm2_5');
  expect(first).toMatchObject({
    ...{ kit: 'pms', channel: '', hour: NOON - 7 * HOUR, n: 60, completeness: 1, mean: 20, bad: 0 },
    ...{ correction: 'epa-barkjohn-extended@2021-smoke', corrected: expect.closeTo(11.92, 10) },
    uncertainty: { plusMinus: 10, basis: 'datasheet', source: expect.stringContaining('PMS5003') },
  });
});

test('completeness is held against what the kit usually gives, also where only the hours before tell it', async () => {
  const all = await records('pms', 'pm2_5');
  expect(all.map(({ completeness }) => completeness)).toEqual([1, 1, 1, 1, 0.5, 50 / 60, 0]);
  const [alone] = await records('pms', 'pm2_5', NOON - 3 * HOUR);
  expect(alone).toMatchObject({ hour: NOON - 3 * HOUR, n: 30, completeness: 0.5 });
});

test('a sensor whose correction wants humidity is not corrected without it', async () => {
  const [dry] = await records('pms', 'pm2_5', NOON - 3 * HOUR);
  expect(dry).toMatchObject({ corrected: null, correction: 'epa-barkjohn-extended@2021-smoke' });
});

test('bad readings are counted and left out of mean, least, greatest and percentiles; suspect ones count', async () => {
  const hour = (await records('pms', 'pm2_5')).find(({ n, bad }) => n === 60 && bad === 10);
  expect(hour).toMatchObject({
    ...{ hour: NOON - 2 * HOUR, suspect: 5, mean: 20, min: 20, max: 20, p10: 20, p50: 20, p90: 20 },
    corrected: expect.closeTo(11.92, 10),
  });
});

test('an hour of bad readings alone has no mean, and is not corrected', async () => {
  const hour = (await records('pms', 'pm2_5')).at(-1);
  expect(hour).toMatchObject({ n: 60, bad: 60, mean: Number.NaN, max: Number.NaN, corrected: null });
  expect(hour?.uncertainty).toBeNull();
});

test('levels are averaged as energy, without what is bad', async () => {
  const [hour] = await records('soroll', 'noise_laeq');
  const energy = (30 * 10 ** 6 + 29 * 10 ** 7) / 59;
  expect(hour).toMatchObject({ bad: 1, mean: expect.closeTo(10 * Math.log10(energy), 9), max: 70 });
});

test('a gas sensor without calibration has neither a corrected value nor a ±', async () => {
  const [hour] = await records('gas', 'no2');
  expect(hour).toMatchObject({
    ...{ mean: 40, correction: 'gas-trend-only@1', corrected: null, uncertainty: null },
  });
});

test('a calibration that its owner declared corrects it, with twice the RMSE of the co-location', async () => {
  const coLocation = {
    report: 'r',
    station: 'Eixample',
    from: '2025-01-01',
    to: '2025-02-01',
    pairs: 610,
    rmse: 4,
  };
  const calibrations = [
    { id: 'eixample', version: '1', phenomenon: 'no2', channel: '', slope: 0.5, offset: 3, coLocation },
  ];
  await server.registry.update('gas', { calibrations });
  const [hour] = await records('gas', 'no2');
  expect(hour).toMatchObject({
    ...{ mean: 40, correction: 'eixample@1', corrected: 23 },
    uncertainty: { plusMinus: 8, basis: 'co_location', source: '610 pairs beside Eixample' },
  });
});

test('an official station’s value is of a whole hour, as it is; what its network calls invalid is none', async () => {
  const [valid, invalid] = await records('oficial', 'no2');
  expect(valid).toMatchObject({ n: 1, completeness: 1, mean: 40, correction: null, uncertainty: null });
  expect(invalid).toMatchObject({ n: 1, completeness: 0, mean: Number.NaN });
});

test('kits come in the order asked for, and one that nobody registered has no hours', async () => {
  const ports = { registry: server.registry, store, series: store.series.bind(store) };
  const kits = ['oficial', 'ningu', 'gas'];
  const found = await hourRecords(ports, { kits, phenomenon: 'no2', from: NOON - 2 * HOUR, to: NOON });
  expect(found.map(({ kit }) => kit)).toEqual(['oficial', 'oficial', 'gas']);
});
