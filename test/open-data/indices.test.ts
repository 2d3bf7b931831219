import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../domain/reading.ts';
import { exceedancesSchema } from '../../open-data/schemas/exceedances.ts';
import { hoursSchema } from '../../open-data/schemas/hours.ts';
import { indicesSchema } from '../../open-data/schemas/indices.ts';
import { noiseSchema } from '../../open-data/schemas/noise.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { kitFields, NOON, openServer, type TestServer } from './server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The last whole hour before the clock's noon. */
const LAST = NOON - HOUR;

/** Rows every ten minutes of an hour, all of the same values. */
function hourOf(kit: string, hour: number, values: Readonly<Record<string, number>>, count = 6): Row[] {
  const phenomena = Object.keys(values);
  return Array.from({ length: count }, (_, n) => {
    const time = hour + n * 10 * MINUTE;
    const flags = phenomena.map(() => 0);
    return { kit, channel: '', time, received: time, phenomena, values: Object.values(values), flags };
  });
}

/** AirNow's example of NowCast, oldest first: the hour before the newest is missing. */
const NOWCAST = [34.9, 43, 50, 64.9, 69.2, 66.2, 53.7, 48.6, 49.2, 35, undefined, 21];

/** Levels of the hours of the local noise day that begins at 7:00 of 28 February in Madrid: 65 dB by day, 55 and 50. */
const NOISE_DAY = Date.UTC(2026, 1, 28, 6);
const levelAt = (n: number) => (n < 14 ? 65 : n < 16 ? 55 : 50);

function rows(): Row[] {
  const each = (count: number, give: (n: number) => Row[]) =>
    Array.from({ length: count }, (_, n) => give(n)).flat();
  return [
    // Without a model, so that nothing is corrected.
    ...each(12, (n) => {
      const pm2_5 = NOWCAST[n];
      return pm2_5 === undefined ? [] : hourOf('airnow', LAST - (11 - n) * HOUR, { pm2_5 });
    }),
    ...each(30, (n) => hourOf('sds', LAST - n * HOUR, { pm2_5: 30, pm10: 40, humidity: 80, no2: 300 })),
    ...each(3, (n) => hourOf('tard', LAST - (n + 2) * HOUR, { pm2_5: 4 })),
    ...each(20, (n) => hourOf('mig', LAST - (n + 1) * HOUR, { pm2_5: 4 })),
    ...hourOf('mig', LAST, { pm2_5: 4 }, 4),
    ...each(24, (n) => hourOf('soroll', NOISE_DAY + n * HOUR, { noise_laeq: levelAt(n) })),
  ];
}

let folder: string;
let store: ReadingStore;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superilla-indices-'));
  store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  await store.append({ rows: rows(), late: [], watermark: 1 });
  server = await openServer({ store });
  const models: Record<string, string> = { sds: 'airrohr-sds011-dht22', soroll: 'airrohr-dnms' };
  for (const id of ['airnow', 'sds', 'tard', 'mig', 'soroll', 'mut']) {
    const model = models[id];
    await server.registry.register(kitFields({ name: id.toUpperCase(), ...(model && { model }) }), { id });
  }
});
afterAll(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function get(url: string) {
  const answer = await server.app.inject(`/api/v1${url}`);
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}

async function indexOf(kit: string, scale: string, more = '') {
  const { body } = await get(`/indices?kit=${kit}&scale=${scale}${more}`);
  return { hour: body.hour, ...body.kits[0].indices[0] };
}

describe('indices', () => {
  test('the US AQI of AirNow’s example hours is 87, of a NowCast of 28.4', async () => {
    expect(await indexOf('airnow', 'us-aqi-2024')).toMatchObject({
      ...{ hour: new Date(LAST).toISOString(), enough: true, aqi: 87 },
      band: { band: 2, id: 'moderate', names: { ca: 'Moderada' }, colour: '#FFFF00' },
      scope: 'pm_only',
      parts: [{ phenomenon: 'pm2_5', value: 28.4, unit: 'ug/m3', averaging: 'nowcast', basis: 'raw' }],
    });
  });

  test('the European index is the worst pollutant of the hour, of corrected values, and says that it is of particles only', async () => {
    // κ-Köhler at 80 %: both divided by 1 + (0.4/1.65)/(100/80 - 1) = 65/33, so that PM2.5 is 15.2 (moderate), PM10 20.3 (fair).
    expect(await indexOf('sds', 'eaqi-2024')).toMatchObject({
      ...{ enough: true, band: { band: 3, id: 'moderate' }, decidedBy: ['pm2_5'], scope: 'pm_only' },
      scopeNames: { en: 'PM index only' },
      parts: [
        { phenomenon: 'pm2_5', value: expect.closeTo((30 * 33) / 65, 10), band: 3, basis: 'corrected' },
        { phenomenon: 'pm10', value: expect.closeTo((40 * 33) / 65, 10), band: 2, basis: 'corrected' },
      ],
    });
  });

  test('a gas sensor without calibration is in no index: 300 µg/m³ of NO2 are a trend only', async () => {
    const { missing, parts } = await indexOf('sds', 'eaqi-2024');
    expect(parts.map(({ phenomenon }: { phenomenon: string }) => phenomenon)).not.toContain('no2');
    expect(missing.find(({ what }: { what: string }) => what === 'no2')).toMatchObject({
      why: 'trend_only',
      whyNames: { en: 'Sensor without calibration: trend only' },
    });
  });

  test('the index before 2024 takes particles over 24 hours, and 18 of them', async () => {
    expect(await indexOf('sds', 'eaqi-before-2024')).toMatchObject({
      enough: true,
      parts: [{ averaging: 'running_24h', band: 2 }, { band: 2 }],
    });
    expect(await indexOf('airnow', 'eaqi-before-2024')).toMatchObject({
      ...{ enough: false, names: { en: 'Not enough data' } },
      missing: expect.arrayContaining([
        expect.objectContaining({ what: 'pm2_5', why: 'incomplete', have: 11, need: 18, of: 24 }),
      ]),
    });
  });

  test('without an hour it is the newest whole one with data, within three hours', async () => {
    expect(await indexOf('tard', 'eaqi-2024')).toMatchObject({
      hour: new Date(LAST - 2 * HOUR).toISOString(),
      band: { id: 'good' },
    });
    expect(await indexOf('soroll', 'eaqi-2024')).toMatchObject({
      ...{ hour: new Date(LAST).toISOString(), enough: false },
    });
  });

  test('an hour of which less than 75 % is there has no index', async () => {
    const at = `&hour=${new Date(LAST).toISOString()}`;
    expect(await indexOf('mig', 'eaqi-2024', at)).toMatchObject({ enough: false });
    expect(await indexOf('mig', 'eaqi-2024')).toMatchObject({ hour: new Date(LAST - HOUR).toISOString() });
  });

  test.each([
    ['/indices?kit=ningu', /"kit" is "ningu"/],
    ['/indices?hour=2026-03-01T12:00:00Z', /not over; the last whole hour began 2026-03-01T11:00:00/],
    ['/indices?scale=caqi', /eaqi-2024/],
    ['/hours?kit=sds', /"phenomenon" is missing/],
    ['/hours?phenomenon=pm2_5', /"kit" is missing/],
    ['/hours?kit=sds&phenomenon=pm2_5&from=2000-01-01', /at most 1875 days/],
    ['/hours?kit=sds&phenomenon=pm2_5&from=2026-02-01&to=2026-01-01', /"from" is not before "to"/],
    ['/noise?kit=soroll&date=2026-03-02', /has not begun; the newest is 2026-03-01/],
    ['/noise?kit=soroll&days=367', /at most 366/],
    ['/noise?kit=soroll&date=1-1-2026', /a date such as 2026-03-01/],
    ['/exceedances?kit=sds&year=2027', /has not begun; the newest is 2026/],
    ['/exceedances?year=2026', /"kit" is missing/],
  ])('%s is answered with what would be right', async (url, words) => {
    const { status, body } = await get(url);
    expect([status, body.detail]).toEqual([400, expect.stringMatching(words)]);
  });
});

describe('hours', () => {
  test('are raw and corrected side by side, with the reason and ±', async () => {
    const { body } = await get('/hours?kit=sds&phenomenon=pm10&from=2026-03-01T11:00:00Z');
    expect(body).toMatchObject({
      ...{ phenomenon: 'pm10', unit: 'ug/m3' },
      kits: [
        {
          ...{ kit: 'sds', channel: '', correction: 'kappa-koehler@2018-k0.4-rh95' },
          correctionReason: { en: expect.stringContaining('SDS011') },
          hours: [
            {
              ...{
                hour: '2026-03-01T11:00:00.000Z',
                n: 6,
                completeness: 1,
                mean: 40,
                min: 40,
                max: 40,
                bad: 0,
              },
              ...{ corrected: expect.closeTo((40 * 33) / 65, 10), plusMinus: 10, basis: 'datasheet' },
            },
          ],
        },
      ],
    });
  });

  test('of gas sensors without calibration have no ±', async () => {
    const { body } = await get('/hours?kit=sds&phenomenon=no2&from=2026-03-01T11:00:00Z');
    expect(body.kits[0]).toMatchObject({
      correctionNames: { en: expect.stringContaining('Trend only') },
      hours: [{ mean: 300, corrected: null, plusMinus: null, basis: null }],
    });
  });

  test('are a table too, with the licence', async () => {
    const answer = await server.app.inject(
      '/api/v1/hours?kit=airnow&phenomenon=pm2_5&from=2026-03-01T11:00:00Z&format=csv',
    );
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['link']).toContain('rel="license"');
    const [head = '', line = ''] = answer.body.split('\r\n');
    const row = Object.fromEntries(head.split(',').map((name, n) => [name, line.split(',')[n]]));
    expect(row).toMatchObject({ hour: '2026-03-01T11:00:00.000Z', kit: 'airnow', mean: '21', n: '6' });
    expect(row).toMatchObject({ corrected: '', correction: '', licence: 'CC-BY-4.0' });
  });
});

describe('noise', () => {
  test('65, 55 and 50 dB by Catalonia’s periods are 63.54 dB Lden', async () => {
    const { body } = await get('/noise?kit=soroll&date=2026-02-28');
    const [day] = body.days;
    expect(body).toMatchObject({ zone: 'Europe/Madrid', periods: { id: 'catalonia' }, indicative: true });
    expect(day).toMatchObject({
      date: '2026-02-28',
      day: { enough: true, level: expect.closeTo(65, 10), have: 14, of: 14 },
      evening: { level: expect.closeTo(55, 10), have: 2, of: 2 },
      night: { level: expect.closeTo(50, 10), have: 8, of: 8 },
    });
    expect(day.lden.level.toFixed(2)).toBe('63.54');
    expect(body.over.lden).toEqual(day.lden);
  });

  test('the night says how many sounds stood out, by which definition', async () => {
    const { body } = await get('/noise?kit=soroll');
    expect(body.days[0].events).toMatchObject([
      { definition: { id: 'who-1999-60' }, enough: true, threshold: 60, count: 0, events: [] },
      { definition: { id: 'intermittency-2016' }, enough: true, threshold: expect.closeTo(53, 6) },
    ]);
  });

  test('a day without enough hours says which period lacks them', async () => {
    const { body } = await get('/noise?kit=soroll&date=2026-02-27&days=2');
    expect(body.days.map(({ date }: { date: string }) => date)).toEqual(['2026-02-26', '2026-02-27']);
    expect(body.days[0].lden).toMatchObject({
      enough: false,
      missing: [{ what: 'day', why: 'not_measured', have: 0, need: 11, of: 14, unit: 'hours' }, {}, {}],
    });
    expect(body.over).toMatchObject({ night: { enough: false, missing: [{ unit: 'days' }] } });
  });
});

test('answers have the shape of their schemas, and are sent once to who has them', async () => {
  const answers = [
    ['/hours?kit=sds&phenomenon=pm2_5', hoursSchema],
    ['/indices?kit=sds&kit=mut&kit=airnow', indicesSchema],
    ['/noise?kit=soroll&days=3', noiseSchema],
    ['/exceedances?kit=sds', exceedancesSchema],
  ] as const;
  for (const [url, schema] of answers) {
    const { body, headers } = await get(url);
    expect([url, schema.parse(body)]).toEqual([url, body]);
    if (headers['etag'] === undefined) continue;
    const again = { url: `/api/v1${url}`, headers: { 'if-none-match': String(headers['etag']) } };
    expect([url, (await server.app.inject(again)).statusCode]).toEqual([url, 304]);
  }
});
