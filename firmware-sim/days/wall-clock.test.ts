import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wallClock } from './wall-clock.ts';

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Madrid',
  hourCycle: 'h23',
  weekday: 'short',
  hour: 'numeric',
  minute: 'numeric',
});

test('wall clocks agree with the time zone data base, summer time included', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2037, 0, 1) }), (time) => {
      const parts = FORMAT.formatToParts(time);
      const part = (type: string) => parts.find((p) => p.type === type)?.value;
      const { hour, weekday } = wallClock(time);
      expect(Math.floor(hour)).toBe(Number(part('hour')));
      expect(Math.floor((hour % 1) * 60 + 1e-9)).toBe(Number(part('minute')));
      expect(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][weekday]).toBe(part('weekday'));
    }),
    { numRuns: 300 },
  );
});

test('the clock jumps at 01:00 UTC on the last Sundays of March and October', () => {
  const hourAt = (time: number) => Math.floor(wallClock(time).hour);
  const spring = Date.UTC(2026, 2, 29, 1);
  expect([hourAt(spring - 1), hourAt(spring)]).toEqual([1, 3]);
  const autumn = Date.UTC(2026, 9, 25, 1);
  expect([hourAt(autumn - 1), hourAt(autumn)]).toEqual([2, 2]);
});
