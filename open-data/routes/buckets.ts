/** Points of one series at most. */
export const MAX_POINTS = 5_000;

/** Points that a chart is drawn of. */
const WANTED = 300;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Widths that people read off an axis, ms. */
const LADDER = [
  10_000,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const;

/**
 * The width of buckets, ms, that makes about 300 points of a span: the step whose count is nearest to it by ratio.
 * Beyond the ladder whole days, so that no span makes more than `MAX_POINTS`.
 */
export function chooseBucket(spanMs: number): number {
  const off = (width: number) => Math.abs(Math.log(spanMs / width / WANTED));
  const best = LADDER.reduce((a, b) => (off(b) < off(a) ? b : a));
  if (spanMs / best <= MAX_POINTS) return best;
  return Math.ceil(spanMs / MAX_POINTS / (24 * HOUR)) * 24 * HOUR;
}
