import { describe, expect, it } from 'vitest';
import {
  ageWords,
  bucketPeriod,
  bucketTime,
  formatNumber,
  formatPlusMinus,
  markerNumber,
  shortTime,
  spanWords,
  withUnit,
} from './format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('ages', () => {
  it('are said in the largest whole unit, in each language', () => {
    expect(ageWords(3 * MINUTE + 59_000, 'en')).toBe('3 min ago');
    expect(ageWords(3 * MINUTE, 'ca')).toBe('fa 3 min');
    expect(ageWords(3 * MINUTE, 'es')).toBe('hace 3 min');
    expect(ageWords(26 * HOUR, 'en')).toBe('1 day ago');
  });

  it('are "now" under five seconds and for a clock that is ahead', () => {
    expect(ageWords(4999, 'en')).toBe('now');
    expect(ageWords(-30_000, 'en')).toBe('now');
    expect(ageWords(5000, 'en')).toBe('5 sec ago');
  });

  it('become spans in whole words', () => {
    expect(spanWords(2.9 * HOUR, 'en')).toBe('2 hours');
    expect(spanWords(HOUR, 'ca')).toBe('1 hora');
    expect(spanWords(50 * HOUR, 'es')).toBe('2 días');
  });
});

describe('numbers', () => {
  it('have the decimal sign of the language and the digits asked for', () => {
    expect(formatNumber(12.25, 1, 'en')).toMatch(/^12\.[23]$/);
    expect(formatNumber(7, 1, 'ca')).toBe('7,0');
    expect(formatNumber(7, 1, 'es')).toBe('7,0');
  });

  it('are never a negative zero', () => {
    expect(formatNumber(-0.04, 1, 'en')).toBe('0.0');
    expect(formatNumber(-0.06, 1, 'en')).toBe('-0.1');
    expect(formatNumber(-0.4, 0, 'ca')).toBe('0');
  });

  it('stand a no-break space before their unit, and alone without one', () => {
    expect(withUnit('12', 'µg/m³')).toBe('12\u00a0µg/m³');
    expect(withUnit('12', '')).toBe('12');
  });

  it('fit a marker', () => {
    expect(markerNumber(101_325, 0, 'en')).toBe('101k');
    expect(markerNumber(12.6, 1, 'en')).toBe('13');
    expect(markerNumber(1013.25, 1, 'en')).toBe('1013');
    expect(markerNumber(7.36, 2, 'ca')).toBe('7,4');
    expect(markerNumber(7.36, 0, 'ca')).toBe('7');
  });
});

it.each([
  ['en', 'Tue 24 Nov, 14:05'],
  ['ca', 'dt. 24 de nov., 14:05'],
  ['es', 'mar 24 nov, 14:05'],
] as const)('Times are said day first and in 24 hours: %s', (lang, words) => {
  expect(shortTime(new Date(2026, 10, 24, 14, 5).getTime(), lang)).toBe(words);
});

it('A short time names the day, so that two ends of a week differ', () => {
  const end = Date.UTC(2026, 2, 10, 12);
  expect(shortTime(end, 'en')).not.toBe(shortTime(end - 7 * 24 * HOUR, 'en'));
});

describe('periods', () => {
  const start = new Date(2026, 10, 24, 13).getTime();

  it('say the day once where they end on the day they begin', () => {
    expect(bucketPeriod({ from: start, to: start + 2 * HOUR }, HOUR, 'en')).toBe('Tue 24 Nov, 13:00–15:00');
    expect(bucketPeriod({ from: start, to: start + 12 * HOUR }, HOUR, 'en')).toBe(
      'Tue 24 Nov, 13:00 – Wed 25 Nov, 01:00',
    );
  });
});

describe('buckets', () => {
  const day = Date.UTC(2026, 10, 24);

  it('of a day are named by the UTC day that they are', () => {
    expect(bucketTime(day, 24 * HOUR, 'en')).toBe('24 Nov 2026');
    expect(bucketPeriod({ from: day, to: day + 24 * HOUR }, 24 * HOUR, 'en')).toBe('24 Nov 2026');
    expect(bucketPeriod({ from: day, to: day + 48 * HOUR }, 24 * HOUR, 'en')).toBe(
      '24 Nov 2026 – 25 Nov 2026',
    );
  });

  it('that are narrower are named by the minute', () => {
    expect(bucketTime(new Date(2026, 10, 24, 13).getTime(), HOUR, 'en')).toBe('Tue 24 Nov, 13:00');
  });
});

describe('uncertainties', () => {
  it('have two significant digits at most', () => {
    expect([10, 1.234, 0.0567, 5].map((value) => formatPlusMinus(value, 'en'))).toEqual([
      '10',
      '1.2',
      '0.057',
      '5',
    ]);
    expect(formatPlusMinus(1.234, 'ca')).toBe('1,2');
  });
});
