import { hoursIn } from '../local-day.ts';
import { COMPLETE, type NotEnough, notEnough } from '../not-enough.ts';
import { countedHours, type Hours, meanOfHours, missingHours, type Pollutant } from './hour-value.ts';
import { type YearAsked, yearSpan } from './year.ts';

/** The mean of a calendar year in local time, of which at least 75 % of the hours count. */
export function yearMean(
  pollutant: Pollutant,
  hours: Hours,
  asked: YearAsked,
): { readonly enough: true; readonly value: number; readonly have: number; readonly of: number } | NotEnough {
  const wanted = hoursIn(yearSpan(asked));
  const { mean, have } = meanOfHours(countedHours(hours), wanted);
  const of = wanted.length;
  if (have < of * COMPLETE) return notEnough(missingHours(pollutant, have, of));
  return { enough: true, value: mean, have, of };
}
