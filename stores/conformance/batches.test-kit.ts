import fc from 'fast-check';
import type { Row, StoredReading } from '../../domain/reading.ts';
import type { FlagChange } from '../contract.ts';

/** Monday 2026-03-02, 00:00 UTC. */
export const T0 = Date.UTC(2026, 2, 2);

/** The clock of stores under test, UTC ms: every day of the histories is over. */
export const AFTER = T0 + 60 * 86_400_000;

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
  /** Of the readings stored, by their place in the model's order, whatever the number; and of some that are not. */
  | {
      readonly do: 'flag';
      readonly picks: readonly number[];
      readonly others: readonly Row[];
      readonly set: number;
      readonly clear: number;
    }
  | { readonly do: 'checkpoint' | 'reopen' };

const mask = fc.integer({ min: 0, max: 65_535 });
const flagArbitrary: fc.Arbitrary<Step> = fc
  .record({
    picks: fc.array(fc.nat(), { maxLength: 20 }),
    others: fc.array(rowArbitrary),
    set: mask,
    clear: mask,
  })
  .map(({ clear, ...rest }) => ({ do: 'flag', ...rest, clear: clear & ~rest.set }));

/** Batches of rows that often meet each other, with changes of flags, erasures, checkpoints and restarts between. */
export const stepsArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant('append' as const), rows: fc.array(rowArbitrary) }) },
    { weight: 3, arbitrary: flagArbitrary },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), kit: fc.constantFrom(...KITS) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('checkpoint' as const, 'reopen' as const) }) },
  ),
  { minLength: 1, maxLength: 8 },
);

/** The changes that a step makes to a store with these readings. */
export function changesOf(
  { picks, others, set, clear }: Extract<Step, { do: 'flag' }>,
  stored: readonly StoredReading[],
): FlagChange[] {
  const picked = picks.flatMap((pick) => stored[pick % stored.length] ?? []);
  const made = others.flatMap((row) => row.phenomena.map((phenomenon) => ({ ...row, phenomenon })));
  return [...picked, ...made].map(({ kit, channel, phenomenon, time }, n) => ({
    ...{ kit, channel, phenomenon, time },
    // Of two changes of one reading the order counts.
    ...(n % 2 === 0 ? { set, clear } : { set: clear, clear: set }),
  }));
}

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
