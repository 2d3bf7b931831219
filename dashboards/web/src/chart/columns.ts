import type { SeriesPoint } from '../api-types.ts';

/** Columns as uPlot takes them: seconds since 1970, mean, lowest, highest. `null` is a gap. */
export type Columns = readonly [
  times: number[],
  means: (number | null)[],
  lows: (number | null)[],
  highs: (number | null)[],
];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The longest distance between two points, ms, that still is no gap: three times the usual one, at least three buckets. */
export function gapAfter(points: readonly SeriesPoint[], bucketMs: number): number {
  const steps = points.slice(1).map(([time], i) => time - (points[i]?.[0] ?? time));
  return 3 * Math.max(median(steps), bucketMs);
}

/** Columns with an empty row in every gap, so that no line is drawn over time without data. */
export function columnsOf(points: readonly SeriesPoint[], bucketMs: number): Columns {
  const columns: Columns = [[], [], [], []];
  const [times, means, lows, highs] = columns;
  const limit = gapAfter(points, bucketMs);
  let before = Number.NaN;
  for (const [time, mean, min, max] of points) {
    if (time - before > limit) {
      times.push((before + bucketMs) / 1000);
      means.push(null);
      lows.push(null);
      highs.push(null);
    }
    times.push(time / 1000);
    means.push(mean);
    lows.push(min);
    highs.push(max);
    before = time;
  }
  return columns;
}
