/** Milliseconds in one unit, by every name that `precision` has had (InfluxDB 1, 2 and 3). */
const UNITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ n: 1e-6, ns: 1e-6, nanosecond: 1e-6 },
    ...{ u: 1e-3, µ: 1e-3, us: 1e-3, microsecond: 1e-3 },
    ...{ ms: 1, millisecond: 1 },
    ...{ s: 1000, second: 1000 },
    ...{ m: 60_000, h: 3_600_000 },
  }),
);

/** From where up a number cannot be of the next coarser unit; the ranges of InfluxDB 3's `precision=auto`. */
const AUTO: readonly (readonly [from: number, unit: number])[] = [
  [5e16, 1e-6],
  [5e13, 1e-3],
  [5e10, 1],
  [0, 1000],
];

/**
 * UTC ms of a time in the precision that the query names; nanoseconds where it names none. Undefined for a precision
 * that does not exist.
 */
export function timeOf(digits: string, precision: string | undefined): number | undefined {
  const value = Number(digits);
  const auto = precision === 'auto';
  const unit = auto
    ? AUTO.find(([from]) => Math.abs(value) >= from)?.[1]
    : UNITS.get(precision?.normalize('NFC') ?? 'ns');
  if (unit === undefined) return undefined;
  const ms = unit < 1 ? value / Math.round(1 / unit) : value * unit;
  return Math.abs(ms) <= 8.64e15 ? Math.round(ms) : undefined;
}
