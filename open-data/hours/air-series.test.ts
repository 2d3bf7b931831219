import { expect, test } from 'vitest';
import type { Kit } from '../../domain/kit.ts';
import { kitFieldsSchema } from '../../domain/kit.ts';
import type { Bucket } from '../../stores/contract.ts';
import { memoryStore } from '../memory-store.test-kit.ts';
import { airOf } from './air-series.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 1, 12);

type Given = readonly [phenomenon: string, channel: string, hour: number, mean: number, n?: number];

/** The air of one kit whose hours are these means of ten readings. */
async function air(model: string | undefined, given: readonly Given[]) {
  const fields = kitFieldsSchema.parse({ name: 'Kit', ...(model && { model }) });
  const kit: Kit = { ...fields, id: 'kit', simulated: false, open: false, official: false, created: 0 };
  const store = memoryStore([], { open: 0, fault: undefined, faultAfter: 0, slow: false });
  const series = async ({ phenomenon }: { readonly phenomenon: string }): Promise<Bucket[]> =>
    given
      .filter(([of]) => of === phenomenon)
      .map(([, channel, hour, mean, n = 10]) => ({
        ...{ kit: 'kit', channel, time: NOON + hour * HOUR, n, mean, min: mean, max: mean },
        ...{ bad: 0, suspect: 0 },
      }));
  const registry = { kit: (id: string) => (id === 'kit' ? kit : undefined) };
  const query = { kits: ['kit'], from: NOON, to: NOON + 24 * HOUR };
  return (await airOf({ registry, store, series }, query)).get('kit');
}

test('two sensors of a kit give the mean where they agree, and nothing where they do not', async () => {
  const found = await air(undefined, [
    ...([
      ['pm2_5', 'a', 0, 10],
      ['pm2_5', 'a', 1, 10],
      ['pm2_5', 'a', 2, 10],
    ] as const),
    ...([
      ['pm2_5', 'b', 0, 12],
      ['pm2_5', 'b', 1, 100],
      ['pm2_5', 'b', 3, 8],
    ] as const),
  ]);
  expect(found?.measured.get('pm2_5')).toEqual({
    hours: [
      { hour: NOON, value: 11, completeness: 1 },
      { hour: NOON + HOUR, value: Number.NaN, completeness: 0 },
      { hour: NOON + 2 * HOUR, value: 10, completeness: 1 },
      { hour: NOON + 3 * HOUR, value: 8, completeness: 1 },
    ],
    basis: 'raw',
    correction: null,
  });
});

test('a sensor of which too little of the hour is there does not take part', async () => {
  const found = await air(undefined, [
    ...([
      ['pm2_5', 'a', 0, 10],
      ['pm2_5', 'a', 1, 10],
      ['pm2_5', 'b', 0, 20],
      ['pm2_5', 'b', 1, 20, 3],
    ] as const),
  ]);
  expect(found?.measured.get('pm2_5')?.hours.map(({ value }) => value)).toEqual([15, 10]);
});

test('no mean mixes corrected with raw: an hour without humidity is left out where others are corrected', async () => {
  const pm: Given[] = [
    ['pm10', '', 0, 40],
    ['pm10', '', 1, 40],
  ];
  const corrected = await air('airrohr-sds011-dht22', [...pm, ['humidity', '', 0, 80]]);
  expect(corrected?.measured.get('pm10')).toMatchObject({
    ...{ basis: 'corrected', correction: 'kappa-koehler@2018-k0.4-rh95' },
    hours: [{ hour: NOON, value: expect.closeTo((40 * 33) / 65, 10) }],
  });
  const raw = await air('airrohr-sds011-dht22', pm);
  expect(raw?.measured.get('pm10')).toMatchObject({ basis: 'raw', correction: null, hours: [{}, {}] });
});

test('gases of sensors without calibration are trends, whatever else the kit measures', async () => {
  const found = await air(undefined, [
    ['no2', '', 0, 40],
    ['no2', '', 1, 40],
    ['pm10', '', 0, 20],
  ]);
  expect([...(found?.measured.keys() ?? [])]).toEqual(['pm10']);
  expect([...(found?.trendOnly ?? [])]).toEqual([['no2', 2]]);
});
