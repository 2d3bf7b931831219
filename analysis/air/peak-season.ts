import { COMPLETE, type NotEnough, notEnough } from '../not-enough.ts';
import { dailyMax8h } from './daily.ts';
import { type Hours, isEmpty, missingHours, type Pollutant } from './hour-value.ts';
import { type YearAsked, yearOf } from './year.ts';

/** Months of a season. */
const MONTHS = 6;

/** The mean of a year's peak season. */
export type PeakSeason =
  | {
      readonly enough: true;
      readonly value: number;
      /** Whether every season of the year has its mean, so that none can be higher. */
      readonly certain: boolean;
    }
  | NotEnough;

/** A day without a value. */
const nothing = (date: string) => ({ date, enough: false }) as const;

/**
 * The mean of daily 8-hour maxima in the six consecutive months with the highest such mean (WHO 2021, ozone), among those seasons
 * within the calendar year of which at least 75 % of the days count.
 */
export function peakSeason(pollutant: Pollutant, hours: Hours, asked: YearAsked): PeakSeason {
  const { dates } = yearOf(asked);
  const days = isEmpty(hours)
    ? dates.map(nothing)
    : dailyMax8h(pollutant, hours, { dates, zone: asked.zone });
  const monthOf = (date: string) => Number(date.slice(5, 7));
  const seasons = Array.from({ length: 12 - MONTHS + 1 }, (_, n) => {
    const within = days.filter(({ date }) => monthOf(date) > n && monthOf(date) <= n + MONTHS);
    const values = within.flatMap((day) => (day.enough ? [day.value] : []));
    return { of: within.length, have: values.length, sum: values.reduce((sum, value) => sum + value, 0) };
  });
  const whole = seasons.filter(({ have, of }) => have >= of * COMPLETE);
  if (whole.length === 0) {
    const { have, of } = seasons.reduce((best, one) => (one.have > best.have ? one : best));
    return notEnough({ ...missingHours(pollutant, have, of), unit: 'days' });
  }
  const value = Math.max(...whole.map(({ sum, have }) => sum / have));
  return { enough: true, value, certain: whole.length === seasons.length };
}
