import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { seriesSchema } from '../../open-data/schemas/values.ts';
import type { Bucket } from '../../stores/contract.ts';
import { kitFields, NOON, openServer, reading, type TestServer } from './server.ts';

const HOUR = 3_600_000;
const MODEL = 'smart-citizen-2-1';
/** EPA’s piecewise correction of 40 at 50 % humidity: half-way between 0.524 and 0.786 per raw µg/m³. */
const CORRECTED = 27.64;
const NAME = 'epa-barkjohn-extended@2021-smoke';

const READINGS = [
  reading({ kit: 'aire', value: 40 }),
  reading({ kit: 'aire', phenomenon: 'humidity', value: 50 }),
  reading({ kit: 'aire', value: 30, time: NOON + 60_000, flags: FLAGS.stuck }),
  reading({ kit: 'aire', value: 900, time: NOON + 120_000, flags: FLAGS.implausible }),
  reading({ kit: 'pla', value: 40 }),
  reading({ kit: 'pla', phenomenon: 'x_soil', value: 1 }),
];

let server: TestServer;

beforeAll(async () => {
  server = await openServer({ readings: READINGS, checked: (kit, hour) => kit === 'pla' && hour <= NOON });
  await server.registry.register(kitFields({ name: 'Aire', model: MODEL }), { id: 'aire' });
  await server.registry.register(kitFields({ name: 'Pla' }), { id: 'pla' });
});
afterAll(() => server.close());

const get = async (url: string) => (await server.app.inject({ url: `/api/v1${url}` })).json();
const csv = async (query: string) =>
  parse((await server.app.inject(`/api/v1/readings?format=csv&${query}`)).body, { columns: true }) as Record<
    string,
    string
  >[];

test('exports have level and corrected value of each reading, the same in every format', async () => {
  const long = await csv('kit=aire&kit=pla');
  const told = long.map(({ phenomenon, level, corrected, correction }) => [
    phenomenon,
    level,
    corrected,
    correction,
  ]);
  expect(told).toEqual([
    ['pm2_5', 'not_evaluated', String(CORRECTED), NAME],
    ['humidity', 'not_evaluated', '', ''],
    ['pm2_5', 'suspect', expect.stringMatching(/^17\.16/), NAME],
    ['pm2_5', 'bad', '', ''],
    ['pm2_5', 'good', '', ''],
    ['x_soil', 'not_evaluated', '', ''],
  ]);
  const { readings } = await get('/readings?kit=aire&kit=pla');
  const texts = readings.map((one: Record<string, unknown>) =>
    [one['phenomenon'], one['level'], one['corrected'] ?? '', one['correction'] ?? ''].map(String),
  );
  expect(texts).toEqual(told.slice(0, 2).concat([expect.any(Array)], told.slice(3)));
});

test('humidity that was not asked for corrects and is not in the export', async () => {
  const rows = await csv('kit=aire&phenomenon=pm2_5');
  expect(rows.map(({ value, corrected }) => [value, corrected !== ''])).toEqual([
    ['40', true],
    ['30', true],
    ['900', false],
  ]);
});

test('a wide export has columns of corrected values only where a kit has a correction', async () => {
  const head = async (query: string) =>
    (await server.app.inject(`/api/v1/readings?format=csv&shape=wide&${query}`)).body.split('\r\n')[0];
  expect(await head('kit=aire')).toMatch(/pm2_5 \[ug\/m3\],.*level,pm2_5_corrected \[ug\/m3\],correction$/);
  expect(await head('kit=pla')).toMatch(/,pm2_5 \[ug\/m3\],x_soil,level$/);
  const [first] = await csv('shape=wide&kit=aire');
  expect(first).toMatchObject({ level: 'not_evaluated', correction: `pm2_5:${NAME}` });
});

test('newest values, kits and exports say the same of a reading', async () => {
  const { kits } = await get('/latest');
  const [first] = kits.find(({ kit }: { kit: string }) => kit === 'aire').readings;
  expect(first).toMatchObject({ value: 40, level: 'not_evaluated', corrected: CORRECTED, correction: NAME });
  expect((await get('/kits/aire')).latest[0]).toEqual(first);
  const [exported] = (await get('/readings?kit=aire')).readings;
  expect(exported).toEqual({ kit: 'aire', ...first });
  const { latest } = await get('/kits/pla');
  expect(latest.map(({ level }: { level: string }) => level)).toEqual(['good', 'not_evaluated']);
});

test('a series tells what is flagged, and percentiles and corrected means when asked', async () => {
  const asked: unknown[] = [];
  const bucket = (given: Partial<Bucket>): Bucket => ({
    ...{ kit: 'aire', channel: '', time: NOON, n: 60, mean: 40, min: 1, max: 90, bad: 0, suspect: 0 },
    ...given,
  });
  const buckets = [
    bucket({ bad: 2, suspect: 1, p10: 5, p50: 38, p90: 80 }),
    bucket({ time: NOON + HOUR }),
    bucket({ kit: 'pla' }),
  ];
  const other = await openServer({
    series: async (query) => {
      asked.push(query);
      return query.phenomenon === 'humidity' ? [bucket({ mean: 50 })] : buckets;
    },
  });
  await other.registry.register(kitFields({ name: 'Aire', model: MODEL }), { id: 'aire' });
  await other.registry.register(kitFields({ name: 'Pla' }), { id: 'pla' });
  const series = async (query: string) => {
    const url = `/api/v1/series?phenomenon=pm2_5&from=2026-03-01&to=2026-03-02&bucket=3600${query}`;
    return seriesSchema.strict().parse((await other.app.inject(url)).json()).series;
  };
  const points = [NOON, NOON + HOUR].map((time) => [time, 40, 1, 90, 60]);
  const flagged = [[NOON, 2, 1]];
  const plain = { kit: 'pla', channel: '', points: points.slice(0, 1) };
  const trusted = { percentiles: [[NOON, 5, 38, 80]], corrected: [[NOON, CORRECTED]], correction: NAME };
  expect(await series('&percentiles=true&corrected=true')).toEqual([
    { kit: 'aire', channel: '', points, flagged, ...trusted },
    plain,
  ]);
  expect(asked).toMatchObject([
    { phenomenon: 'pm2_5', percentiles: true },
    { phenomenon: 'humidity', kits: ['aire'], percentiles: false },
  ]);
  expect((await series('&corrected=true&merged=true'))[0]).not.toHaveProperty('corrected');
  await other.close();
});
