import { expect, test } from 'vitest';
import { hoursIn, localDay } from '../local-day.ts';
import { peakSeason } from './peak-season.ts';
import { yearOf } from './year.ts';

const asked = { year: 2025, zone: 'Europe/Madrid', now: Date.UTC(2026, 5, 1) };
const { dates } = yearOf(asked);

/** A year of ozone whose days from April to September are at 90 µg/m³, the others at 30, without the months left out. */
function year(leftOut: readonly number[] = []) {
  return dates.flatMap((date) => {
    const month = Number(date.slice(5, 7));
    if (leftOut.includes(month)) return [];
    const value = month >= 4 && month <= 9 ? 90 : 30;
    return hoursIn(localDay(date, asked.zone)).map((hour) => ({ hour, value, completeness: 1 }));
  });
}

test('the peak season is the six months in a row with the highest mean', () => {
  expect(peakSeason('o3', year(), asked)).toMatchObject({ enough: true, certain: true });
  const season = peakSeason('o3', year(), asked);
  expect(season.enough && season.value).toBeCloseTo(90, 6);
});

test('a season of which a quarter is missing does not count, and it is said that another may be higher', () => {
  const season = peakSeason('o3', year([1, 2]), asked);
  expect(season).toMatchObject({ enough: true, certain: false });
  expect(season.enough && season.value).toBeCloseTo(90, 6);
});

test('a summer alone is no season', () => {
  const season = peakSeason('o3', year([1, 2, 3, 4, 9, 10, 11, 12]), asked);
  expect(season).toMatchObject({
    enough: false,
    missing: [{ what: 'o3', why: 'incomplete', have: 123, unit: 'days' }],
  });
});
