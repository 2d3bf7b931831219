import { HOUR, hoursIn, localDay } from '../local-day.ts';
import { COMPLETE, type NotEnough, notEnough } from '../not-enough.ts';
import { countedHours, type Hours, meanOfHours, missingHours, type Pollutant } from './hour-value.ts';

/** Hours of the running mean of ozone and carbon monoxide. */
const RUNNING = 8;

/** What one local day comes to. */
export type DayValue = { readonly date: string } & (
  | { readonly enough: true; readonly value: number; readonly have: number; readonly of: number }
  | NotEnough
);

/** Days asked for, ISO dates, in an IANA zone. */
export interface Days {
  readonly dates: readonly string[];
  readonly zone: string;
}

/** The mean of each local day of which at least 75 % of the hours count: 18 of 24, also of 23; 19 of 25. */
export function dailyMeans(pollutant: Pollutant, hours: Hours, days: Days): DayValue[] {
  const counted = countedHours(hours);
  return days.dates.map((date) => {
    const wanted = hoursIn(localDay(date, days.zone));
    const { mean, have } = meanOfHours(counted, wanted);
    const of = wanted.length;
    if (have < of * COMPLETE) return { date, ...notEnough(missingHours(pollutant, have, of)) };
    return { date, enough: true, value: mean, have, of };
  });
}

/** The mean of the eight hours before `end` (UTC ms), of which six must count; undefined otherwise. */
export function runningMean8h(counted: ReadonlyMap<number, number>, end: number): number | undefined {
  let [sum, have] = [0, 0];
  for (let hour = end - HOUR; hour >= end - RUNNING * HOUR; hour -= HOUR) {
    const value = counted.get(hour);
    if (value === undefined) continue;
    sum += value;
    have += 1;
  }
  return have >= RUNNING * COMPLETE ? sum / have : undefined;
}

/**
 * The highest running 8-hour mean of each local day. A mean belongs to the day on which it ends: the first of a day runs
 * from 17:00 to 01:00, the last from 16:00 to 24:00. Takes 75 % of the day's running means (18 of 24), each of at least
 * six hours (Directive 2008/50/EC, Annex VII A).
 */
export function dailyMax8h(pollutant: Pollutant, hours: Hours, days: Days): DayValue[] {
  const counted = countedHours(hours);
  return days.dates.map((date) => {
    const ends = hoursIn(localDay(date, days.zone)).map((hour) => hour + HOUR);
    const means = ends.map((end) => runningMean8h(counted, end)).filter((mean) => mean !== undefined);
    const [have, of] = [means.length, ends.length];
    if (have < of * COMPLETE) return { date, ...notEnough(missingHours(pollutant, have, of)) };
    return { date, enough: true, value: Math.max(...means), have, of };
  });
}
