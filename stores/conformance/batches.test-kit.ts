import fc from 'fast-check';
import type { Row } from '../../domain/reading.ts';

/** Monday 2026-03-02, 00:00 UTC. */
export const T0 = Date.UTC(2026, 2, 2);

/** A row from an object of values; flags are 0 unless given for all. */
export function row(
  kit: string,
  time: number,
  values: Readonly<Record<string, number>>,
  more: { readonly channel?: string; readonly received?: number; readonly flags?: number } = {},
): Row {
  const { channel = '', received = time + 250, flags = 0 } = more;
  const phenomena = Object.keys(values);
  return {
    kit,
    channel,
    time,
    received,
    phenomena,
    values: Object.values(values),
    flags: phenomena.map(() => flags),
  };
}

export const KITS = ['can-batllo', 'poblenou-7', 'sant-antoni'];
export const PHENOMENA_USED = [
  'pm2_5',
  'no2',
  'noise_laeq',
  'noise_la90',
  'temperature',
  'wind_direction',
  'rain',
  'battery',
  'x_soil_moisture',
  'x_a',
];

const value = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, 0.1),
  fc.double({ min: -150, max: 150, noNaN: true, noDefaultInfinity: true }),
);

const rowArbitrary: fc.Arbitrary<Row> = fc
  .record({
    kit: fc.constantFrom(...KITS),
    channel: fc.constantFrom('', '', 'b'),
    time: fc.oneof(
      fc.integer({ min: 0, max: 5 }).map((n) => T0 + n * 60_000),
      fc.integer({ min: 0, max: 40 * 86_400_000 }).map((ms) => T0 + ms),
    ),
    received: fc.integer({ min: 0, max: 40 * 86_400_000 }).map((ms) => T0 + ms),
    readings: fc.uniqueArray(
      fc.tuple(fc.constantFrom(...PHENOMENA_USED), value, fc.integer({ min: 0, max: 65_535 })),
      { selector: ([phenomenon]) => phenomenon, minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ readings, ...keys }) => ({
    ...keys,
    phenomena: readings.map(([phenomenon]) => phenomenon),
    values: readings.map(([, number]) => number),
    flags: readings.map(([, , flags]) => flags),
  }));

/** One thing done to a store. */
export type Step =
  | { readonly do: 'append'; readonly rows: readonly Row[] }
  | { readonly do: 'erase'; readonly kit: string }
  | { readonly do: 'checkpoint' | 'reopen' };

/** Batches of rows that often meet each other, with erasures, checkpoints and restarts between. */
export const stepsArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant('append' as const), rows: fc.array(rowArbitrary) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), kit: fc.constantFrom(...KITS) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('checkpoint' as const, 'reopen' as const) }) },
  ),
  { minLength: 1, maxLength: 8 },
);

/** Indices of the rows that share kit, channel and time with an earlier one, so may be stored already; adds the batch to `seen`. */
export function lateOf(rows: readonly Row[], seen: Set<string>): number[] {
  const late: number[] = [];
  for (const [index, { kit, channel, time }] of rows.entries()) {
    const key = `${kit} ${channel} ${time}`;
    if (seen.has(key)) late.push(index);
    seen.add(key);
  }
  return late;
}
