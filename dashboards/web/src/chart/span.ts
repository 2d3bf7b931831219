import type { WordKey } from '../i18n/words.ts';
import type { Layers } from './plot.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Periods that a chart offers. */
export type Span = '24h' | '7d' | '30d' | '1y';

/** Their words, in the order they are offered. */
export const SPAN_WORDS: Readonly<Record<Span, WordKey>> = {
  '24h': 'chart_24h',
  '7d': 'chart_7d',
  '30d': 'chart_30d',
  '1y': 'chart_1y',
};

const LENGTH: Readonly<Record<Span, number>> = {
  '24h': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '1y': 365 * DAY,
};

/** What a chart asks for. */
export interface ChartQuery {
  readonly kit: string;
  readonly phenomenon: string;
  readonly from: number;
  readonly to: number;
  /** Width of a bucket, ms; undefined where the server chooses. */
  readonly bucketMs: number | undefined;
}

/** Width of the buckets, ms: hours up to 30 days and days over a year come from roll-ups and have percentiles; undefined for one day, which the server chooses finer. */
export function bucketOf(span: Span): number | undefined {
  if (span === '24h') return undefined;
  return span === '1y' ? DAY : HOUR;
}

/** The period of a span that ends at `to`; it begins with a whole bucket. */
export function periodOf(span: Span, to: number, bucketMs: number | undefined): { from: number; to: number } {
  const from = to - LENGTH[span];
  return { from: bucketMs === undefined ? from : Math.floor(from / bucketMs) * bucketMs, to };
}

function period({ kit, phenomenon, from, to }: ChartQuery): Record<string, string> {
  return { kit, phenomenon, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** The path of the series; with corrected means where they are drawn. */
export function seriesPath(query: ChartQuery, layers: Layers): string {
  const { bucketMs } = query;
  const how: Record<string, string> =
    bucketMs === undefined ? { bucket: 'auto' } : { bucket: String(bucketMs / 1000), percentiles: 'true' };
  if (layers !== 'raw') how['corrected'] = 'true';
  return `/series?${new URLSearchParams({ ...period(query), ...how })}`;
}

/** The path of the hours, with corrections and ±. */
export function hoursPath(query: Omit<ChartQuery, 'bucketMs'>): string {
  return `/hours?${new URLSearchParams(period({ ...query, bucketMs: undefined }))}`;
}
