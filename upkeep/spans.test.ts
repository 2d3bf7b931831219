import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Span } from '../stores/contract.ts';
import { divideRange } from './spans.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const length = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + to - from, 0);
const inside = (spans: readonly Span[], at: number) => spans.some(({ from, to }) => at >= from && at < to);

it('reads each instant of a range from one source, and marked hours from the readings', () => {
  const instant = fc.integer({ min: -3 * DAY, max: 6 * DAY });
  const hours = fc.uniqueArray(fc.integer({ min: -72, max: 144 }), { maxLength: 30 });
  fc.assert(
    fc.property(instant, instant, hours, fc.boolean(), (a, b, numbers, days) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
      const marked = numbers.map((n) => n * HOUR).sort((x, y) => x - y);
      const parts = divideRange({ from, to }, marked, days);
      const all = [...parts.readings, ...parts.hours, ...parts.days]
        .map(({ from, to }) => ({ from: from + 0, to: to + 0 }))
        .sort((x, y) => x.from - y.from);
      expect(length(all)).toBe(to - from);
      expect([all[0]?.from, all.at(-1)?.to]).toEqual([from, to]);
      for (const [at, span] of all.entries()) expect(span.from).toBe(at === 0 ? from : all[at - 1]?.to);
      for (const span of parts.hours)
        expect([Math.abs(span.from % HOUR), Math.abs(span.to % HOUR)]).toEqual([0, 0]);
      for (const span of parts.days)
        expect([Math.abs(span.from % DAY), Math.abs(span.to % DAY)]).toEqual([0, 0]);
      if (!days) expect(parts.days).toEqual([]);
      const instants = marked
        .flatMap((hour) => [hour, hour + HOUR - 1])
        .filter((at) => at >= from && at < to);
      expect(instants.filter((at) => !inside(parts.readings, at))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it('reads whole days as such, and what is not whole as hours and readings', () => {
  const parts = divideRange({ from: 22 * HOUR + 1, to: 3 * DAY + 90 * 60_000 }, [DAY + 5 * HOUR], true);
  expect(parts).toEqual({
    readings: [
      { from: 22 * HOUR + 1, to: 23 * HOUR },
      { from: DAY + 5 * HOUR, to: DAY + 6 * HOUR },
      { from: 3 * DAY + HOUR, to: 3 * DAY + 90 * 60_000 },
    ],
    hours: [
      { from: 23 * HOUR, to: DAY + 5 * HOUR },
      { from: DAY + 6 * HOUR, to: 2 * DAY },
      { from: 3 * DAY, to: 3 * DAY + HOUR },
    ],
    days: [{ from: 2 * DAY, to: 3 * DAY }],
  });
});
