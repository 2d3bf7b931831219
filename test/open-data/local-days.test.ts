import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { Row } from '../../domain/reading.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { kitFields, openServer, type TestServer } from './server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A row an hour, as stations have it, of the hours from `from` on; `give` says the values of the n-th. */
function hourly(
  kit: string,
  [from, count]: readonly [number, number],
  give: (n: number) => Readonly<Record<string, number>>,
  flag = 0,
): Row[] {
  return Array.from({ length: count }, (_, n) => {
    const [time, values] = [from + n * HOUR, give(n)];
    const phenomena = Object.keys(values);
    const flags = phenomena.map(() => flag);
    return { kit, channel: '', time, received: time, phenomena, values: Object.values(values), flags };
  });
}

/** 1 January 2026, 00:00 in Madrid. */
const NEW_YEAR = Date.UTC(2025, 11, 31, 23);
/** 28 March and 24 October 2025, 7:00 in Madrid: a noise day later the clocks change. */
const [SPRING, AUTUMN] = [Date.UTC(2025, 2, 28, 6), Date.UTC(2025, 9, 24, 5)];

function rows(): Row[] {
  return [
    // 20 days of 60 µg/m³ and 11 of 5; NO2 of 250 in three hours in a row and in one alone.
    ...hourly('estacio', [NEW_YEAR, 31 * 24], (n) => ({
      pm10: n < 20 * 24 ? 60 : 5,
      no2: [30, 31, 32, 40].includes(n) ? 250 : 20,
    })),
    // A day whose hours its network calls invalid, but for 17.
    ...hourly('estacio', [NEW_YEAR + 31 * DAY, 7], () => ({ pm10: 300 }), FLAGS.invalid),
    ...hourly('estacio', [NEW_YEAR + 31 * DAY + 7 * HOUR, 17], () => ({ pm10: 300 })),
    ...hourly('gas', [NEW_YEAR, 24], () => ({ no2: 500 })),
    ...hourly('soroll', [SPRING, 72], () => ({ noise_laeq: 60 })),
    ...hourly('soroll', [AUTUMN, 72], () => ({ noise_laeq: 60 })),
  ];
}

let folder: string;
let store: ReadingStore;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superilla-days-'));
  store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  await store.append({ rows: rows(), late: [], watermark: 1 });
  server = await openServer({ store });
  for (const id of ['estacio', 'gas', 'soroll'])
    await server.registry.register(kitFields({ name: id }), { id, official: id === 'estacio' });
  await server.registry.register(kitFields({ name: 'ny', timeZone: 'America/New_York' }), { id: 'ny' });
});
afterAll(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function get(url: string) {
  return (await server.app.inject(`/api/v1${url}`)).json();
}

async function standard(kit: string, id: string) {
  const { sets } = await get(`/exceedances?kit=${kit}`);
  return sets
    .flatMap((set: { standards: { id: string }[] }) => set.standards)
    .find((s: { id: string }) => s.id === id);
}

test.each([
  ['2025-03-28', 8],
  ['2025-03-29', 7],
  ['2025-10-24', 8],
  ['2025-10-25', 9],
])('the night of %s has %d hours, and a day of 60 dB has 66.21 dB Lden all the same', async (date, of) => {
  const { days } = await get(`/noise?kit=soroll&date=${date}`);
  expect(days[0].night).toMatchObject({ enough: true, level: expect.closeTo(60, 9), have: of, of });
  expect(days[0].lden.level.toFixed(2)).toBe('66.21');
});

test('several days together are energetic means of those that are enough, of which 75 % must be', async () => {
  const three = await get('/noise?kit=soroll&date=2025-03-30&days=3');
  expect(three.days.map(({ lden }: { lden: { enough: boolean } }) => lden.enough)).toEqual([
    true,
    true,
    true,
  ]);
  expect(three.over).toMatchObject({ night: { level: expect.closeTo(60, 9), have: 3, of: 3 } });
  const five = await get('/noise?kit=soroll&date=2025-03-30&days=5');
  expect(five.over.lden).toMatchObject({
    enough: false,
    missing: [{ have: 3, need: 4, of: 5, unit: 'days' }, {}, {}],
  });
});

test('a kit that names its zone has its days there', async () => {
  expect(await get('/noise?kit=ny')).toMatchObject({ zone: 'America/New_York' });
  expect(await get('/exceedances?kit=gas')).toMatchObject({ zone: 'Europe/Madrid', year: 2026 });
});

test('20 days of 60 µg/m³ are more than the 18 that the directive allows from 2030 on', async () => {
  const found = await standard('estacio', 'eu-2030.limit.pm10.day.45');
  expect(found).toMatchObject({
    allowed: 18,
    verdict: 'over',
    counted: 31,
    of: 365,
    unit: 'ug/m3',
    basis: 'raw',
  });
  expect(found.exceeded).toHaveLength(20);
  expect([found.exceeded[0], found.exceeded[19]]).toEqual([
    { at: '2026-01-01', value: 60 },
    { at: '2026-01-20', value: 60 },
  ]);
});

test('they are less than the 35 allowed until then, which a year that still runs leaves undecided', async () => {
  const found = await standard('estacio', 'eu-until-2030.limit.pm10.day.50');
  expect(found).toMatchObject({ allowed: 35, verdict: 'undecided' });
  expect(found.missing).toMatchObject({ why: 'incomplete', have: 31, need: 274, of: 365, unit: 'days' });
});

test('a day of which only 17 hours are valid is not counted, however high they are', async () => {
  const { exceeded } = await standard('estacio', 'eu-2030.limit.pm10.day.45');
  expect(exceeded.map(({ at }: { at: string }) => at)).not.toContain('2026-02-01');
});

test('hours above the alert threshold are counted, and those in a row are told', async () => {
  const alert = await standard('estacio', 'eu-thresholds.alert.no2.hour.200');
  const at = (n: number) => new Date(NEW_YEAR + n * HOUR).toISOString();
  expect(alert.exceeded.map((one: { at: string }) => one.at)).toEqual([30, 31, 32, 40].map(at));
  expect(alert).toMatchObject({
    verdict: 'undecided',
    episodes: [{ from: at(30), to: at(33), peak: 250 }],
  });
});

test('a mean of a year that has barely begun is not enough, and one that runs is met by nobody yet', async () => {
  expect(await standard('estacio', 'eu-2030.limit.no2.year.20')).toMatchObject({
    mean: { enough: false, missing: [{ what: 'no2', why: 'incomplete', unit: 'hours' }] },
    met: null,
  });
});

test('a sensor that only shows a trend exceeds nothing, and it is said why', async () => {
  expect(await standard('gas', 'eu-2030.limit.no2.hour.200')).toMatchObject({
    ...{ exceeded: [], counted: 0, basis: null, verdict: 'undecided' },
    missing: { why: 'trend_only' },
  });
});
