import { RankedWindow } from '../../analysis/quality/ranked-window.ts';

const HOUR = 3_600_000;

/** How far back an hour is held against, ms. */
export const EXPECTED_OVER = 7 * 24 * HOUR;

/** How many readings an hour has. */
export interface Counted {
  /** Start, UTC ms. */
  readonly time: number;
  readonly n: number;
}

/**
 * For each hour what it usually has: the median number of readings (the upper of two in the middle) of the hours among this one and
 * the seven days before it. Hours are in order of time; those without readings are not among them, and count for nothing.
 */
export function expectedCounts(hours: readonly Counted[]): Float64Array {
  const sizes = Float64Array.from(new Set(hours.map(({ n }) => n))).sort();
  const rankOf = new Map(Array.from(sizes, (n, rank) => [n, rank] as const));
  const window = new RankedWindow(sizes.length);
  const expected = new Float64Array(hours.length);
  let oldest = 0;
  for (const [i, { time, n }] of hours.entries()) {
    window.move(rankOf.get(n) ?? 0, 1);
    for (; (hours[oldest]?.time ?? time) <= time - EXPECTED_OVER; oldest++)
      window.move(rankOf.get(hours[oldest]?.n ?? 0) ?? 0, -1);
    expected[i] = sizes[window.nth(window.size >> 1)] ?? n;
  }
  return expected;
}
