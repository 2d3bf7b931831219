import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXPECTED_OVER, expectedCounts } from './expected.ts';

const HOUR = 3_600_000;
const hours = (counts: readonly number[], every = HOUR) => counts.map((n, i) => ({ time: i * every, n }));

test('an hour is expected to have what half of the hours of the last seven days have or more', () => {
  expect([...expectedCounts(hours([60, 60, 10, 60, 30]))]).toEqual([60, 60, 60, 60, 60]);
  expect([...expectedCounts(hours([10, 60]))]).toEqual([10, 60]);
});

test('what is more than seven days old counts no more', () => {
  const counts = [...Array.from({ length: 168 }, () => 360), ...Array.from({ length: 168 }, () => 60)];
  const expected = expectedCounts(hours(counts));
  expect([expected[167], expected[168 + 82], expected[168 + 84], expected.at(-1)]).toEqual([
    360, 360, 60, 60,
  ]);
});

test('it is the median of the window, however the hours lie', () => {
  const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 9 })), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(gaps, (given) => {
      let time = 0;
      const list = given.map(([gap, n]) => {
        time += gap * HOUR;
        return { time, n };
      });
      const found = expectedCounts(list);
      for (const [i, { time: at }] of list.entries()) {
        const window = list.slice(0, i + 1).filter((one) => one.time > at - EXPECTED_OVER);
        const sorted = window.map(({ n }) => n).sort((a, b) => a - b);
        expect(found[i]).toBe(sorted[sorted.length >> 1]);
      }
    }),
  );
});
