import type { ChartRow } from './rows.ts';

export interface At {
  readonly value: number;
  readonly time: number;
}

/** What a chart shows, for those who do not see it. */
export interface SeriesSummary {
  readonly lowest: At;
  readonly highest: At;
  readonly newest: At;
  /** The newest corrected mean; undefined where there is none. */
  readonly corrected: At | undefined;
  /** Buckets that hold data, of those in the period. */
  readonly filled: number;
  readonly buckets: number;
}

function newestCorrected(rows: readonly ChartRow[]): At | undefined {
  const row = rows.findLast(({ corrected }) => corrected !== undefined);
  return row?.corrected === undefined ? undefined : { value: row.corrected, time: row.time };
}

/** Extremes, newest means and coverage of a series between `from` and `to` (UTC ms); undefined for an empty one. */
export function summarise(
  rows: readonly ChartRow[],
  span: { readonly from: number; readonly to: number; readonly bucketMs: number },
): SeriesSummary | undefined {
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  let [low, high] = [last, last];
  for (const row of rows) {
    if (row.min < low.min) low = row;
    if (row.max > high.max) high = row;
  }
  const { from, to, bucketMs } = span;
  const buckets = Math.max(rows.length, Math.ceil(to / bucketMs) - Math.floor(from / bucketMs));
  return {
    lowest: { value: low.min, time: low.time },
    highest: { value: high.max, time: high.time },
    newest: { value: last.mean, time: last.time },
    corrected: newestCorrected(rows),
    filled: rows.length,
    buckets,
  };
}
