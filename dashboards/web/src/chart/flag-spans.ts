import type { ChartRow } from './rows.ts';

/** Buckets in a row with values that the checks doubt. */
export interface FlagSpan {
  /** UTC ms; `to` is the end of the last bucket. */
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
  readonly bad: number;
  readonly suspect: number;
}

/** The flagged buckets of a chart, oldest first, those that follow each other as one span. */
export function flagSpans(rows: readonly ChartRow[], bucketMs: number): FlagSpan[] {
  const spans: FlagSpan[] = [];
  for (const { time, bad, suspect } of rows) {
    if (bad + suspect === 0) continue;
    const last = spans.at(-1);
    if (last?.to === time)
      spans[spans.length - 1] = {
        from: last.from,
        to: time + bucketMs,
        buckets: last.buckets + 1,
        bad: last.bad + bad,
        suspect: last.suspect + suspect,
      };
    else spans.push({ from: time, to: time + bucketMs, buckets: 1, bad, suspect });
  }
  return spans;
}

/** Whether bad values decide how a span is drawn. */
export function isBad({ bad }: FlagSpan): boolean {
  return bad > 0;
}
