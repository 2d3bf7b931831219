import { describe, expect, it } from 'vitest';
import type { BucketSums, SumsQuery } from '../stores/contract.ts';
import { rolledSeries } from './rolled-series.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 2, 2);

/** Answers each question for sums with one bucket at its start, and remembers what was asked. */
function partsOf(marked: readonly number[]) {
  const asked: SumsQuery[] = [];
  const sums = async (query: SumsQuery): Promise<BucketSums[]> => {
    asked.push(query);
    const starts = new Set(query.spans.map(({ from }) => Math.floor(from / query.bucketMs) * query.bucketMs));
    const one = { n: 2, sum: 6, min: 1, max: 5, first: 0, second: 0, bad: 1, suspect: 1 };
    const spread = query.percentiles === true ? { p10: 1.4, p50: 3, p90: 4.6 } : {};
    return [...starts].map((time) => ({ kit: 'a', channel: '', time, ...one, ...spread }));
  };
  const store = { sums, series: () => Promise.reject(new Error('not from roll-ups')) };
  return { asked, parts: { store, marked: () => marked, unrolledBefore: () => Number.NEGATIVE_INFINITY } };
}

describe('a series from roll-ups', () => {
  const query = { kits: ['a'], phenomenon: 'pm2_5', from: T0, to: T0 + 2 * DAY, bucketMs: DAY };

  it('adds the counts of the parts of a bucket, and has percentiles only of a bucket in one part', async () => {
    const { parts } = partsOf([T0 + 5 * HOUR]);
    const found = await rolledSeries(parts, { ...query, percentiles: true });
    const [first, second] = [found[0], found[1]];
    // The marked hour is read, those before and after it are rolled up.
    expect(first).toMatchObject({ time: T0, n: 4, bad: 2, suspect: 2, p50: undefined });
    expect(second).toMatchObject({ time: T0 + DAY, n: 2, bad: 1, suspect: 1, p10: 1.4, p50: 3, p90: 4.6 });
  });

  it('asks for percentiles only where they are wanted', async () => {
    const { parts, asked } = partsOf([]);
    const [bucket] = await rolledSeries(parts, query);
    expect(asked.map(({ percentiles }) => percentiles)).toEqual([false]);
    expect(bucket?.p50).toBeUndefined();
  });
});
