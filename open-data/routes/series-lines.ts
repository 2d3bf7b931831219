import type { z } from 'zod';
import type { Bucket } from '../../stores/contract.ts';
import type { seriesSchema } from '../schemas/values.ts';

/** A line of a chart: what a series answers of one kit and channel. */
export type Line = z.infer<typeof seriesSchema>['series'][number];

function put(line: Line, bucket: Bucket): void {
  const { time, mean, min, max, n, bad, suspect, p10, p50, p90 } = bucket;
  line.points.push([time, mean, min, max, n]);
  if (bad + suspect > 0) {
    line.flagged ??= [];
    line.flagged.push([time, bad, suspect]);
  }
  if (p10 !== undefined && p50 !== undefined && p90 !== undefined) {
    line.percentiles ??= [];
    line.percentiles.push([time, p10, p50, p90]);
  }
}

/** Buckets as lines, one a kit and channel, in the order they first appear. */
export function linesOf(buckets: readonly Bucket[]): Line[] {
  const found = new Map<string, Line>();
  for (const bucket of buckets) {
    const { kit, channel } = bucket;
    const key = `${kit}@${channel}`;
    const line = found.get(key) ?? { kit, channel, points: [] };
    if (line.points.length === 0) found.set(key, line);
    put(line, bucket);
  }
  for (const line of found.values())
    for (const list of [line.points, line.flagged, line.percentiles])
      list?.sort(([a], [b]) => Number(a) - Number(b));
  return [...found.values()];
}
