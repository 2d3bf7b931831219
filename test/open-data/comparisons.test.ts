import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { Row } from '../../domain/reading.ts';
import type { ComparisonView } from '../../open-data/schemas/comparison.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { kitFields, NOON, openServer, type TestServer } from './server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HOURS = 48;
const START = NOON - HOURS * HOUR;

let folder: string;
let store: ReadingStore;
let server: TestServer;

function row(kit: string, time: number, of: { phenomena: string[]; values: number[]; flags?: number }): Row {
  const { phenomena, values, flags = 0 } = of;
  return { kit, channel: '', time, received: time, phenomena, values, flags: values.map(() => flags) };
}

/** What the station had in an hour: a wave of a day. */
const reference = (hour: number) => 20 + (hour % 24);

/** The kit reads 2 · station + 1 six times an hour; its third hour has one reading, and one reading of its fifth is no measurement. */
function rows(): Row[] {
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  const station = hours.map((hour) =>
    row('oficial', START + hour * HOUR, {
      ...{ phenomena: ['pm2_5'], values: [hour === 7 ? 900 : reference(hour)] },
      flags: hour === 7 ? FLAGS.invalid : 0,
    }),
  );
  const kit = hours.flatMap((hour) =>
    Array.from({ length: hour === 2 ? 1 : 6 }, (_, i) => {
      const isBad = hour === 4 && i === 3;
      const values = [isBad ? 900 : 2 * reference(hour) + 1, 50];
      const of = { phenomena: ['pm2_5', 'humidity'], values, flags: isBad ? FLAGS.implausible : 0 };
      return row('pms', START + hour * HOUR + i * 10 * MINUTE, of);
    }),
  );
  return [...station, ...kit, row('sol', START, { phenomena: ['pm2_5'], values: [3] })];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superilla-comparisons-'));
  store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  await store.append({ rows: rows(), late: [], watermark: 1 });
  server = await openServer({ store });
  const { registry } = server;
  const at = (lon: number) => ({ position: { lat: 41.4, lon }, precision: 0 as const });
  await registry.register(kitFields({ name: 'Oficial', ...at(2.17), steward: 'Xarxa' }), {
    ...{ id: 'oficial', official: true },
  });
  await registry.register(kitFields({ name: 'PMS', ...at(2.171), model: 'smart-citizen-2-1' }), {
    id: 'pms',
  });
  await registry.register(kitFields({ name: 'Sol', licence: 'ODbL-1.0' }), { id: 'sol' });
});
afterAll(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(query: Record<string, string>, status = 200) {
  const all = { kit: 'pms', station: 'oficial', phenomenon: 'pm2_5', ...query };
  const answer = await server.app.inject(`/api/v1/comparisons?${new URLSearchParams(all)}`);
  expect(answer.statusCode, answer.body).toBe(status);
  return answer;
}

async function compared(query: Record<string, string> = {}): Promise<ComparisonView> {
  return (await ask(query)).json();
}

describe('a kit beside an official station', () => {
  it('is compared by the hours that both have, bad readings and thin hours left out', async () => {
    const found = await compared();
    expect(found).toMatchObject({
      ...{
        phenomenon: 'pm2_5',
        unit: 'ug/m3',
        from: new Date(START).toISOString(),
        to: new Date(NOON).toISOString(),
      },
      kit: { id: 'pms', hours: HOURS, whole: HOURS - 1, badHours: 0 },
      station: { id: 'oficial', steward: 'Xarxa', hours: HOURS - 1, whole: HOURS - 1, badHours: 1 },
      ...{ distance: 83, pairing: { by: 'hour', completeness: 0.75 } },
    });
    expect(found.pairs).toHaveLength(HOURS - 2);
    expect(found.pairs.find(([time]) => time === START + 4 * HOUR)?.slice(1, 3)).toEqual([24, 49]);
    expect(found.pairs.some(([time]) => [2, 7].includes((time - START) / HOUR))).toBe(false);
  });

  it('agrees as it was made to: slope 2, intercept 1, r 1, with targets judged', async () => {
    const [raw] = (await compared()).reports;
    expect(raw).toMatchObject({ basis: 'raw', enough: true, missing: [], pairs: HOURS - 2, days: 1 });
    const { slope = 0, intercept = 0, r = 0, bias = 0 } = raw?.agreement ?? {};
    expect([slope, intercept, r].map((figure) => figure.toFixed(6))).toEqual([
      '2.000000',
      '1.000000',
      '1.000000',
    ]);
    expect(bias).toBeGreaterThan(30);
    expect(raw?.targets.hourly.map(({ metric, met }) => [metric, met])).toEqual([
      ['slope', false],
      ['intercept', true],
      ['r2', true],
      ['rmse', false],
      ['nrmse', false],
    ]);
  });

  it('is compared corrected too, where a correction is chosen for its sensor', async () => {
    const { reports, correction, pairs } = await compared();
    expect(correction.id).toBe('epa-barkjohn-extended@2021-smoke');
    expect(reports.map(({ basis, pairs: n }) => [basis, n])).toEqual([
      ['raw', HOURS - 2],
      ['corrected', HOURS - 2],
    ]);
    const [raw, corrected] = reports.map(({ agreement }) => agreement?.rmse ?? 0);
    expect(corrected).toBeLessThan(raw ?? 0);
    // Between 30 and 50 µg/m³ the two lines go over into each other: 0.55 of the way at 41, with 50 % of humidity.
    const both = 0.786 * 0.55 + 0.524 * 0.45;
    expect(pairs[0]?.[3]).toBeCloseTo(both * 41 - 0.0862 * 50 + 5.75, 6);
  });

  it('takes thin hours too where completeness is 0', async () => {
    expect((await compared({ completeness: '0' })).pairs).toHaveLength(HOURS - 1);
  });

  it('gives its pairs as CSV under both licences', async () => {
    const answer = await ask({ format: 'csv' });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="pms_oficial_pm2_5.csv"');
    expect(answer.headers.link).toBe('<https://creativecommons.org/licenses/by/4.0/>; rel="license"');
    const [head, first, ...rest] = answer.body.trimEnd().split('\r\n');
    expect(head).toBe('time,phenomenon,unit,station,kit,reference,raw,corrected,station_licence,kit_licence');
    expect(first).toMatch(
      /^2026-02-27T12:00:00\.000Z,pm2_5,ug\/m3,oficial,pms,20,41,28\.83\d*,CC-BY-4\.0,CC-BY-4\.0$/,
    );
    expect(rest).toHaveLength(HOURS - 3);
  });
});

describe('where a comparison cannot be told', () => {
  it('says who has no hours, and when that one has readings', async () => {
    const found = await compared({ from: '2026-01-01', to: '2026-01-02' });
    expect(found.pairs).toEqual([]);
    expect(found.reports).toEqual([
      expect.objectContaining({
        ...{ basis: 'raw', enough: false, agreement: null },
        missing: [
          expect.objectContaining({
            what: 'kit',
            why: 'not_measured',
            have: 0,
            need: 3,
            of: 24,
            unit: 'hours',
          }),
          expect.objectContaining({ what: 'station', why: 'not_measured' }),
        ],
      }),
    ]);
    expect(found.station).toMatchObject({ first: new Date(START).toISOString() });
  });

  it('says that a single hour is too few', async () => {
    const [raw] = (await compared({ kit: 'sol', to: new Date(NOON).toISOString() })).reports;
    expect(raw).toMatchObject({
      enough: false,
      missing: [{ what: 'kit', why: 'incomplete', have: 1, need: 3 }],
    });
  });

  it('says that nothing is stored of a phenomenon', async () => {
    const found = await compared({ phenomenon: 'no2' });
    expect(found.kit).toMatchObject({ first: null, last: null, hours: 0 });
    expect(found.reports[0]?.enough).toBe(false);
  });

  it.each([
    [{ kit: 'nobody' }, '"nobody", which is not registered'],
    [{ station: 'nobody' }, '"nobody", which is not registered'],
    [{ station: 'sol' }, '"sol", which is no official station'],
    [{ kit: 'oficial' }, 'the station itself'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'is not before "to"'],
    [{ from: '2024-01-01', to: '2026-01-01' }, 'at most 366 days'],
    [{ completeness: '2' }, 'at most 1'],
  ])('refuses %j in words', async (query, words) => {
    expect((await ask(query, 400)).json().detail).toContain(words);
  });
});
