import { expect, it } from 'vitest';
import { datesBetween, HOUR, hoursIn, localDate, localDay, localHour } from './local-day.ts';

const MADRID = 'Europe/Madrid';

it.each([
  ['2025-03-30', 23],
  ['2025-10-26', 25],
  ['2025-06-15', 24],
])('%s has %d hours in Madrid', (date, hours) => {
  const day = localDay(date, MADRID);
  expect((day.end - day.start) / HOUR).toBe(hours);
  expect(hoursIn(day)).toHaveLength(hours);
  for (const hour of hoursIn(day)) expect(localDate(hour, MADRID)).toBe(date);
  expect(localDate(day.end, MADRID)).not.toBe(date);
});

it('knows the date on both sides of midnight and of the hour that occurs twice', () => {
  expect(localDate(Date.UTC(2024, 11, 31, 22, 59), MADRID)).toBe('2024-12-31');
  expect(localDate(Date.UTC(2024, 11, 31, 23, 0), MADRID)).toBe('2025-01-01');
  expect(localHour('2025-10-26', 7, MADRID)).toBe(Date.UTC(2025, 9, 26, 6));
});

it('a day in a half-hour zone has the UTC hours that begin in it', () => {
  const hours = hoursIn(localDay('2025-01-10', 'Asia/Kolkata'));
  expect(hours).toHaveLength(24);
  expect(hours[0]).toBe(Date.UTC(2025, 0, 9, 19));
});

it('lists the dates of a leap year', () => {
  const dates = datesBetween('2024-01-01', '2024-12-31');
  expect(dates).toHaveLength(366);
  expect(dates[59]).toBe('2024-02-29');
});
