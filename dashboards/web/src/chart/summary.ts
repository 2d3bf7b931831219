import type { SeriesPoint } from '../api-types.ts';

export interface At {
  readonly value: number;
  readonly time: number;
}

/** What a chart shows, for those who do not see it. */
export interface SeriesSummary {
  readonly lowest: At;
  readonly highest: At;
  readonly newest: At;
  /** Buckets that hold data, of those in the period. */
  readonly filled: number;
  readonly buckets: number;
}

/** Extremes, newest mean and coverage of a series between `from` and `to` (UTC ms); undefined for an empty one. */
export function summarise(
  points: readonly SeriesPoint[],
  span: { readonly from: number; readonly to: number; readonly bucketMs: number },
): SeriesSummary | undefined {
  const last = points.at(-1);
  if (last === undefined) return undefined;
  let [low, high] = [last, last];
  for (const point of points) {
    if (point[2] < low[2]) low = point;
    if (point[3] > high[3]) high = point;
  }
  const { from, to, bucketMs } = span;
  const buckets = Math.max(points.length, Math.floor(to / bucketMs) - Math.floor(from / bucketMs) + 1);
  return {
    lowest: { value: low[2], time: low[0] },
    highest: { value: high[3], time: high[0] },
    newest: { value: last[1], time: last[0] },
    filled: points.length,
    buckets,
  };
}
