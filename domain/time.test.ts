import { describe, expect, it } from 'vitest';
import { fromEpoch, parseIso } from './time.ts';

const NOON = Date.UTC(2026, 2, 1, 12);

describe('ISO 8601 as kits write it', () => {
  it.each([
    ['2026-03-01T12:00:00Z', NOON],
    ['2026-03-01 12:00:00Z', NOON],
    ['2026-03-01T12:00:00 z', NOON],
    [' 2026-03-01t12:00Z ', NOON],
    ['2026-03-01T12:00:00.123Z', NOON + 123],
    ['2026-03-01T12:00:00,5Z', NOON + 500],
    ['2026-03-01T12:00:00.123456789Z', NOON + 123],
    ['2026-03-01T12:00:00.999999Z', NOON + 999],
    ['2026-03-01T14:00:00+02:00', NOON],
    ['2026-03-01T14:00:00+0200', NOON],
    ['2026-03-01T06:30:00-05:30', NOON],
    ['2026-03-01T12:00:00+00:00', NOON],
  ])('%j is read, with its zone', (text, time) => {
    expect(parseIso(text, 'Europe/Madrid')).toEqual({ time, zoned: true });
  });

  it.each([
    ['2026-03-01T12:00:00', NOON],
    ['2026-03-01 12:00', NOON],
    ['2026-03-01', NOON - 12 * 3_600_000],
  ])('%j has no zone and is UTC', (text, time) => {
    expect(parseIso(text)).toEqual({ time, zoned: false });
  });

  it.each([
    '2026-02-29T12:00:00Z',
    '2026-02-30',
    '2026-13-01T12:00:00Z',
    '2026-00-10T12:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T12:60:00Z',
    '2026-03-01T12:00:60Z',
    '2026-03-01T12:00:00+25:00',
    '2026-03-01T12:00:00+02:75',
    '0026-03-01T12:00:00Z',
    '01/03/2026T12:00:00',
    '2026-3-1',
    '20260301T120000Z',
    '2026-03-01T12:00:00Zulu',
    'yesterday',
    '',
  ])('%j is no time', (text) => {
    expect(parseIso(text)).toBeUndefined();
  });

  it('takes 29 February in a leap year', () => {
    expect(parseIso('2028-02-29')?.time).toBe(Date.UTC(2028, 1, 29));
  });
});

describe('wall time without a zone', () => {
  it.each([
    // Spring: at 01:00 UTC on 29 March, 02:00 becomes 03:00.
    ['2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
    ['2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
    ['2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
    // Autumn: at 01:00 UTC on 25 October, 03:00 becomes 02:00; of the two 02:30 the first is taken.
    ['2026-10-25T01:59:59', '2026-10-24T23:59:59Z'],
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
    ['2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
    ['2026-07-01T12:00:00.250', '2026-07-01T10:00:00.250Z'],
  ])('in Madrid %s is %s', (wall, utc) => {
    expect(parseIso(wall, 'Europe/Madrid')).toEqual({ time: Date.parse(utc), zoned: false });
  });

  it.each([
    // West of Greenwich: at 07:00 UTC on 8 March, 02:00 becomes 03:00; at 06:00 UTC on 1 November, 02:00 becomes 01:00.
    ['2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
    ['2026-11-01T01:30:00', '2026-11-01T05:30:00Z'],
    ['2026-11-01T02:00:00', '2026-11-01T07:00:00Z'],
  ])('in New York %s is %s', (wall, utc) => {
    expect(parseIso(wall, 'America/New_York')?.time).toBe(Date.parse(utc));
  });

  it('in a zone of quarter hours is exact', () => {
    expect(parseIso('2026-06-01T05:45:00', 'Asia/Kathmandu')?.time).toBe(Date.UTC(2026, 5, 1));
  });

  it('agrees with the zone for every hour of a year but the one that is skipped', () => {
    const format = new Intl.DateTimeFormat('sv', {
      timeZone: 'Europe/Madrid',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const wrong: string[] = [];
    for (let utc = Date.UTC(2026, 0, 1); utc < Date.UTC(2027, 0, 1); utc += 3_600_000) {
      const wall = format.format(utc);
      const back = parseIso(wall, 'Europe/Madrid')?.time;
      if (back === undefined || format.format(back) !== wall) wrong.push(wall);
    }
    expect(wrong).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([
    [1_772_366_400, 1_772_366_400_000],
    [1_772_366_400.5, 1_772_366_400_500],
    [1_772_366_400_000, 1_772_366_400_000],
    [99_999_999_999, 99_999_999_999_000],
    [100_000_000_000, 100_000_000_000],
    [0, 0],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ])('%d is %d', (value, time) => {
    expect(fromEpoch(value)).toBe(time);
  });
});
