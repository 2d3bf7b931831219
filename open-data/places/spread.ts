/** Kits that a summary takes: with fewer, one kit's balcony would speak for a neighbourhood. */
export const LEAST_KITS = 3;

/** Kits from which on the 10th and the 90th percentile say more than the lowest and highest. */
const LEAST_FOR_PERCENTILES = 5;

/** How the values of several kits are spread. There is no mean: one wrong kit would move it. */
export interface KitSpread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** From five kits on. */
  readonly p10?: number;
  readonly p90?: number;
}

/** A quantile of sorted values, linear between two of them, as stores have it. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/** The spread of one value a kit; undefined for fewer than three. */
export function spreadOf(values: readonly number[]): KitSpread | undefined {
  if (values.length < LEAST_KITS) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const spread = { median: quantile(sorted, 0.5), min: quantile(sorted, 0), max: quantile(sorted, 1) };
  if (values.length < LEAST_FOR_PERCENTILES) return spread;
  return { ...spread, p10: quantile(sorted, 0.1), p90: quantile(sorted, 0.9) };
}
