import { HOUR, hoursIn, localDay } from '../local-day.ts';
import { COMPLETE } from '../not-enough.ts';
import { dailyMax8h, dailyMeans } from './daily.ts';
import { countedHours, type Hours, isEmpty } from './hour-value.ts';
import type { CountedStandard } from './standard.ts';
import { type YearAsked, yearOf, yearSpan } from './year.ts';

/** One hour or one day that has a value. */
export interface Occasion {
  /** Start of the hour (UTC ms) or ISO date of the local day. */
  readonly at: number | string;
  readonly value: number;
}

/** How a year stands against one counted value. */
export interface ExceedanceReport {
  readonly standard: string;
  readonly year: number;
  readonly exceeded: readonly Occasion[];
  readonly allowed: number;
  readonly unit: 'hours' | 'days';
  /** Hours or days of the year with a value, and all of them. */
  readonly counted: number;
  readonly of: number;
  /**
   * `over`: more than allowed already. `within`: the year is over and at least 75 % counted, or too little is left to break
   * the rule. `undecided`: neither, or the rule is about several years or about hours in a row.
   */
  readonly verdict: 'over' | 'within' | 'undecided';
}

/** The hours or days of a year that are over and have a value, in order, and how many the year has in all. */
export interface YearOccasions {
  readonly found: readonly Occasion[];
  readonly of: number;
}

/** The occasions that standards of one pollutant and averaging are counted on: to be made once for all of them. */
export function occasionsOf(
  { pollutant, averaging }: Pick<CountedStandard, 'pollutant' | 'averaging'>,
  hours: Hours,
  asked: YearAsked,
): YearOccasions {
  if (averaging === 'hour') {
    const all = hoursIn(yearSpan(asked));
    if (isEmpty(hours)) return { found: [], of: all.length };
    const values = countedHours(hours);
    const found = all.flatMap((at): Occasion[] => {
      const value = at + HOUR <= asked.now ? values.get(at) : undefined;
      return value === undefined ? [] : [{ at, value }];
    });
    return { found, of: all.length };
  }
  const { dates } = yearOf(asked);
  // The standards of what a kit does not measure cost nothing.
  if (isEmpty(hours)) return { found: [], of: dates.length };
  const daily = averaging === 'day' ? dailyMeans : dailyMax8h;
  const past = dates.filter((date) => localDay(date, asked.zone).end <= asked.now);
  const found = daily(pollutant, hours, { dates: past, zone: asked.zone }).flatMap((day): Occasion[] =>
    day.enough ? [{ at: day.date, value: day.value }] : [],
  );
  return { found, of: dates.length };
}

function verdictOf(report: Omit<ExceedanceReport, 'verdict'>, over: boolean): ExceedanceReport['verdict'] {
  const count = report.exceeded.length;
  if (count > report.allowed) return 'over';
  if (count + report.of - report.counted <= report.allowed) return 'within';
  return over && report.counted >= report.of * COMPLETE ? 'within' : 'undecided';
}

/** How the occasions of a year, made for the standard's pollutant and averaging, stand against it. */
export function exceedancesAmong(
  standard: CountedStandard,
  { found, of }: YearOccasions,
  asked: YearAsked,
): ExceedanceReport {
  const report = {
    standard: standard.id,
    year: asked.year,
    exceeded: found.filter(({ value }) => value > standard.value),
    allowed: standard.allowed,
    unit: standard.averaging === 'hour' ? ('hours' as const) : ('days' as const),
    counted: found.length,
    of,
  };
  if (standard.overYears !== undefined || standard.consecutive !== undefined)
    return { ...report, verdict: 'undecided' };
  return { ...report, verdict: verdictOf(report, asked.now >= yearSpan(asked).end) };
}

/**
 * The exceedances of a calendar year in local time, only of hours and days that are over and at least 75 % complete.
 * Thresholds that take several hours in a row are counted, not judged: see `episodes`.
 */
export function exceedances(standard: CountedStandard, hours: Hours, asked: YearAsked): ExceedanceReport {
  return exceedancesAmong(standard, occasionsOf(standard, hours, asked), asked);
}
