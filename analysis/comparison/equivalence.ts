import type { Pair } from './pairs.ts';
import { momentsOf } from './statistics.ts';

/** Expanded uncertainty (coverage factor 2) of a kit's values at one concentration. */
export interface ExpandedUncertainty {
  /** Concentration that it is for. */
  readonly at: number;
  readonly absolute: number;
  /** Of that concentration, 0.5 for 50 %. */
  readonly relative: number;
}

/**
 * Expanded uncertainty at a concentration by the Guide to the Demonstration of Equivalence (European Commission, 2010, 9.5 and
 * annex B): orthogonal regression y = a + b·x, u² = RSS/(n - 2) - u(reference)² + (a + (b - 1)·x)², times 2. `uReference` is the
 * reference's own standard uncertainty, 0 where it is not known, which makes the kit look no better than it is. Undefined for
 * fewer than three pairs and where the two do not vary together.
 */
export function expandedUncertainty(
  pairs: readonly Pair[],
  at: number,
  uReference = 0,
): ExpandedUncertainty | undefined {
  const { n, meanX, meanY, sxx, syy, sxy } = momentsOf(pairs);
  if (n < 3 || sxy === 0 || at <= 0) return undefined;
  const b = (syy - sxx + Math.sqrt((syy - sxx) ** 2 + 4 * sxy ** 2)) / (2 * sxy);
  const a = meanY - b * meanX;
  const rss = pairs.reduce((sum, { reference, sensor }) => sum + (sensor - a - b * reference) ** 2, 0);
  const random = Math.max(0, rss / (n - 2) - uReference ** 2);
  const absolute = 2 * Math.sqrt(random + (a + (b - 1) * at) ** 2);
  return { at, absolute, relative: absolute / at };
}
