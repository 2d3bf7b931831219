import { expect, it } from 'vitest';
import type { ReadingView } from './api-types.ts';
import { shownReading, shownUnit, shownValue } from './shown.ts';

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

it('Values of a chart are moved alike', () => {
  expect([101_325, 101_299].map(shownValue('Pa'))).toEqual([1013.25, 1012.99]);
});

it('Every other unit is shown as it is kept', () => {
  const kept = reading(12.5, 'ug/m3');
  expect(shownReading(kept)).toBe(kept);
  expect(shownUnit('ug/m3')).toBeUndefined();
  expect(shownValue('ug/m3')(12.5)).toBe(12.5);
});
