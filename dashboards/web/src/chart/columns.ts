import type { ChartRow } from './rows.ts';

type Column = (number | null)[];

/** Columns as uPlot takes them: seconds since 1970 and the values drawn. `null` is a gap. */
export type Columns = readonly [
  times: number[],
  means: Column,
  lows: Column,
  highs: Column,
  p10: Column,
  p90: Column,
  corrected: Column,
];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The longest distance between two points, ms, that still is no gap: three times the usual one, at least three buckets. */
export function gapAfter(rows: readonly ChartRow[], bucketMs: number): number {
  const steps = rows.slice(1).map(({ time }, i) => time - (rows[i]?.time ?? time));
  return 3 * Math.max(median(steps), bucketMs);
}

/** Columns with an empty row in every gap, so that no line is drawn over time without data. */
export function columnsOf(rows: readonly ChartRow[], bucketMs: number): Columns {
  const columns: Columns = [[], [], [], [], [], [], []];
  const [times, ...values] = columns;
  const limit = gapAfter(rows, bucketMs);
  let before = Number.NaN;
  for (const row of rows) {
    if (row.time - before > limit) {
      times.push((before + bucketMs) / 1000);
      for (const column of values) column.push(null);
    }
    times.push(row.time / 1000);
    const drawn = [row.mean, row.min, row.max, row.p10, row.p90, row.corrected];
    for (const [i, column] of values.entries()) column.push(drawn[i] ?? null);
    before = row.time;
  }
  return columns;
}
