import type { TrustedLine } from '../trust-types.ts';

/** One bucket of a chart: what is drawn and what stands in its table. */
export interface ChartRow {
  /** Start of the bucket, UTC ms. */
  readonly time: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly n: number;
  readonly p10: number | undefined;
  readonly p90: number | undefined;
  /** How many of the `n` values are bad and doubtful. */
  readonly bad: number;
  readonly suspect: number;
  /** The corrected mean; undefined where there is none. */
  readonly corrected: number | undefined;
}

/** The buckets of a line with their flags, percentiles and corrected means. `move` turns stored values into shown ones. */
export function chartRows(line: TrustedLine, move: (value: number) => number): ChartRow[] {
  const flagged = new Map(line.flagged?.map(([time, bad, suspect]) => [time, { bad, suspect }]));
  const spread = new Map(line.percentiles?.map(([time, p10, , p90]) => [time, { p10, p90 }]));
  const corrected = new Map(line.corrected);
  const moved = (value: number | undefined) => (value === undefined ? undefined : move(value));
  return line.points.map(([time, mean, min, max, n]) => ({
    time,
    mean: move(mean),
    min: move(min),
    max: move(max),
    n,
    p10: moved(spread.get(time)?.p10),
    p90: moved(spread.get(time)?.p90),
    bad: flagged.get(time)?.bad ?? 0,
    suspect: flagged.get(time)?.suspect ?? 0,
    corrected: moved(corrected.get(time)),
  }));
}
