import { expect, it } from 'vitest';
import type { ReadingView } from './api-types.ts';
import { shownPoints, shownReading, shownUnit } from './shown.ts';

const reading = (value: number, unit: string): ReadingView => ({
  phenomenon: 'pressure',
  channel: '',
  time: '2026-03-01T12:00:00.000Z',
  value,
  unit,
  flags: [],
  received: '2026-03-01T12:00:01.000Z',
});

it('Pressure kept in pascal is shown in hectopascal, moved without rounding', () => {
  expect(shownReading(reading(101_325, 'Pa')).value).toBe(1013.25);
  expect(shownReading(reading(100_807, 'Pa')).value).toBe(1008.07);
  expect(shownUnit('Pa')).toMatchObject({ unitLabel: 'hPa', decimals: 1 });
});

it('The points of a chart are moved in mean and extremes, not in time and number', () => {
  expect(shownPoints([[60_000, 101_325, 101_299, 101_330, 5]], 'Pa')).toEqual([
    [60_000, 1013.25, 1012.99, 1013.3, 5],
  ]);
});

it('Every other unit is shown as it is kept', () => {
  const kept = reading(12.5, 'ug/m3');
  expect(shownReading(kept)).toBe(kept);
  expect(shownUnit('ug/m3')).toBeUndefined();
});
