import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBucket, MAX_POINTS } from './buckets.ts';

const HOUR = 3_600_000;

test.each([
  [HOUR, 10_000],
  [6 * HOUR, 60_000],
  [24 * HOUR, 300_000],
  [7 * 24 * HOUR, 30 * 60_000],
  [30 * 24 * HOUR, 2 * HOUR],
  [365 * 24 * HOUR, 24 * HOUR],
])('a span of %d ms is drawn in buckets of %d ms', (span, bucket) => {
  expect(chooseBucket(span)).toBe(bucket);
});

test('no span makes more points than are answered, and on the ladder it is about 300', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Date.UTC(9999, 0, 1) }), (span) => {
      const points = span / chooseBucket(span);
      expect(points).toBeLessThanOrEqual(MAX_POINTS);
      if (span > 10_000 * 300 && span < 300 * 24 * HOUR) {
        expect(points).toBeGreaterThan(100);
        expect(points).toBeLessThan(750);
      }
    }),
  );
});
