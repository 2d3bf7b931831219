import { expect } from 'vitest';
import { averagingOf, type Sums } from '../../domain/averaging.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { BucketSums, SumsQuery } from '../contract.ts';
import { type ModelStore, spreadOf } from './model.test-kit.ts';

/** The sums of a list of readings, in the plainest way. */
function sumsOf(phenomenon: string, readings: readonly StoredReading[]): Sums {
  const values = readings.map(({ value }) => value);
  const total = (f: (v: number) => number) => values.reduce((a, v) => a + f(v), 0);
  const newest = readings.reduce((a, b) => (b.time > a.time ? b : a));
  const radians = Math.PI / 180;
  const parts: Record<string, [number, number]> = {
    energetic: [total((v) => 10 ** (Math.max(-3000, Math.min(3000, v)) / 10)), 0],
    circular: [total((v) => Math.sin(v * radians)), total((v) => Math.cos(v * radians))],
    last: [newest.value, newest.time],
  };
  const [first, second] = parts[averagingOf(phenomenon)] ?? [0, 0];
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return { n: values.length, sum: total((v) => v), min, max, first, second };
}

/** What a store has to answer where everything is rolled up. */
export function expectedSums(model: ModelStore, query: SumsQuery): BucketSums[] {
  const { kits, phenomenon, bucketMs, merged, source, percentiles = false } = query;
  const groups = new Map<string, StoredReading[]>();
  for (const span of query.spans)
    for (const reading of model.scan({ kits, phenomena: [phenomenon], ...span })) {
      const time = Math.floor(reading.time / bucketMs) * bucketMs;
      const key = JSON.stringify(merged ? ['', '', time] : [reading.kit, reading.channel, time]);
      groups.set(key, [...(groups.get(key) ?? []), reading]);
    }
  return [...groups].map(([key, readings]) => {
    const [kit, channel, time] = JSON.parse(key) as [string, string, number];
    // The roll-ups of several kits and channels have no percentiles together.
    const one = new Set(readings.map((reading) => `${reading.kit} ${reading.channel}`)).size === 1;
    const spread = spreadOf(readings, percentiles && (one || source === 'readings'));
    return { kit, channel, time, ...sumsOf(phenomenon, readings), ...spread };
  });
}

/** Sums in an order of their own; −0 as 0. */
export function ordered(list: readonly BucketSums[]): BucketSums[] {
  const key = ({ kit, channel, time }: BucketSums) => `${kit} ${channel} ${time}`;
  return [...list]
    .sort((a, b) => Number(key(a) > key(b)) - Number(key(a) < key(b)))
    .map((sums) => ({
      ...sums,
      sum: sums.sum + 0,
      min: sums.min + 0,
      max: sums.max + 0,
      first: sums.first + 0,
    }));
}

/** Compares sums, to the rounding of a double. */
export function expectClose(
  actual: readonly BucketSums[],
  wanted: readonly BucketSums[],
  words: string,
): void {
  const [a, b] = [ordered(actual), ordered(wanted)];
  const exact = ({ kit, channel, time, n, min, max, ...rest }: BucketSums) => [
    kit,
    channel,
    time,
    n,
    min,
    max,
    rest.bad,
    rest.suspect,
    rest.p50 === undefined,
  ];
  expect(a.map(exact), words).toEqual(b.map(exact));
  for (const [at, sums] of b.entries()) {
    for (const part of ['sum', 'first', 'second'] as const) {
      const apart = Math.abs((a[at]?.[part] ?? Number.NaN) - sums[part]);
      // Sums of up to ±150 that cancel out; powers of ten by their size.
      expect(apart, `${words} ${part}`).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(sums[part])));
    }
    for (const part of ['p10', 'p50', 'p90'] as const)
      expect(Math.abs((a[at]?.[part] ?? 0) - (sums[part] ?? 0)), `${words} ${part}`).toBeLessThan(1e-9);
  }
}
