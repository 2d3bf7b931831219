import type { Pair } from './pairs.ts';

/** How a kit and an official instrument agree over pairs; units are the phenomenon's own, ratios without. */
export interface Agreement {
  readonly n: number;
  /** Of the line kit = intercept + slope · reference, by ordinary least squares (EPA/600/R-20/280). */
  readonly slope: number;
  readonly intercept: number;
  /** Pearson's correlation. */
  readonly r: number;
  readonly r2: number;
  /** Mean of kit - reference. */
  readonly bias: number;
  /** √mean((kit - reference)²). */
  readonly rmse: number;
  /** RMSE over the mean of the reference, 0.3 for 30 %; undefined where that mean is not above 0. */
  readonly nrmse: number | undefined;
  readonly meanReference: number;
  readonly meanSensor: number;
}

/** Sums of squares about the means. */
export interface Moments {
  readonly n: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly sxx: number;
  readonly syy: number;
  readonly sxy: number;
}

/** The moments of pairs, x the reference and y the kit. */
export function momentsOf(pairs: readonly Pair[]): Moments {
  const n = pairs.length;
  let [meanX, meanY, sxx, syy, sxy] = [0, 0, 0, 0, 0];
  for (const { reference, sensor } of pairs) {
    meanX += reference / n;
    meanY += sensor / n;
  }
  for (const { reference, sensor } of pairs) {
    sxx += (reference - meanX) ** 2;
    syy += (sensor - meanY) ** 2;
    sxy += (reference - meanX) * (sensor - meanY);
  }
  return { n, meanX, meanY, sxx, syy, sxy };
}

/** The agreement over pairs; undefined for fewer than three, and where either instrument never changed. */
export function agreementOf(pairs: readonly Pair[]): Agreement | undefined {
  const { n, meanX, meanY, sxx, syy, sxy } = momentsOf(pairs);
  if (n < 3 || sxx === 0 || syy === 0) return undefined;
  const slope = sxy / sxx;
  const r = sxy / Math.sqrt(sxx * syy);
  const squares = pairs.reduce((sum, { reference, sensor }) => sum + (sensor - reference) ** 2, 0);
  const rmse = Math.sqrt(squares / n);
  return {
    n,
    slope,
    intercept: meanY - slope * meanX,
    r,
    r2: r * r,
    bias: meanY - meanX,
    rmse,
    nrmse: meanX > 0 ? rmse / meanX : undefined,
    meanReference: meanX,
    meanSensor: meanY,
  };
}
