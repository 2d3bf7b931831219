import { datesBetween, HOUR, hoursIn, localHour } from '../local-day.ts';
import { COMPLETE, type NotEnough, notEnough } from '../not-enough.ts';
import { dailyMax8h, dailyMeans } from './daily.ts';
import { countedHours, type HourValue, meanOfHours, missingHours, type Pollutant } from './hour-value.ts';
import type { CountedStandard } from './standard.ts';

/** A calendar year in local time, as far as it is over. */
export interface YearAsked {
  readonly year: number;
  /** IANA zone. */
  readonly zone: string;
  /** The present, UTC ms: a year that still runs can break a rule but not yet keep it. */
  readonly now: number;
}

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
   * the rule. `undecided`: neither, or the rule is about several years.
   */
  readonly verdict: 'over' | 'within' | 'undecided';
}

function yearOf({ year, zone }: YearAsked) {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const span = { start: localHour(first, 0, zone), end: localHour(last, 24, zone) };
  return { dates: datesBetween(first, last), span };
}

/** The hours or days of the year that have a value, and how many there are in all. */
function occasions(standard: CountedStandard, hours: readonly HourValue[], asked: YearAsked) {
  const { dates, span } = yearOf(asked);
  if (standard.averaging === 'hour') {
    const all = hoursIn(span);
    const values = countedHours(hours);
    const found = all.flatMap((at): Occasion[] => {
      const value = values.get(at);
      return value === undefined ? [] : [{ at, value }];
    });
    return { found, of: all.length };
  }
  const daily = standard.averaging === 'day' ? dailyMeans : dailyMax8h;
  const found = daily(standard.pollutant, hours, { dates, zone: asked.zone }).flatMap((day): Occasion[] =>
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

/**
 * The exceedances of a calendar year in local time, only of hours and days that are at least 75 % complete. `consecutive`
 * is not looked at: see `episodes`.
 */
export function exceedances(
  standard: CountedStandard,
  hours: readonly HourValue[],
  asked: YearAsked,
): ExceedanceReport {
  const { found, of } = occasions(standard, hours, asked);
  const report = {
    standard: standard.id,
    year: asked.year,
    exceeded: found.filter(({ value }) => value > standard.value),
    allowed: standard.allowed,
    unit: standard.averaging === 'hour' ? ('hours' as const) : ('days' as const),
    counted: found.length,
    of,
  };
  const over = asked.now >= yearOf(asked).span.end;
  return { ...report, verdict: standard.overYears === undefined ? verdictOf(report, over) : 'undecided' };
}

/** The mean of a calendar year in local time, of which at least 75 % of the hours count. */
export function yearMean(
  pollutant: Pollutant,
  hours: readonly HourValue[],
  asked: YearAsked,
): { readonly enough: true; readonly value: number; readonly have: number; readonly of: number } | NotEnough {
  const wanted = hoursIn(yearOf(asked).span);
  const { mean, have } = meanOfHours(countedHours(hours), wanted);
  const of = wanted.length;
  if (have < of * COMPLETE) return notEnough(missingHours(pollutant, have, of));
  return { enough: true, value: mean, have, of };
}

/** A value for hours; one for days has no hourly episodes. */
export type HourlyStandard = CountedStandard & { readonly averaging: 'hour' };

/** Hours in a row above a value. */
export interface Episode {
  /** Start of the first hour and end of the last, UTC ms. */
  readonly from: number;
  readonly to: number;
  readonly peak: number;
}

/** The episodes of an hourly threshold: at least `consecutive` hours in a row above it (default 1); a missing hour ends one. */
export function episodes(standard: HourlyStandard, hours: readonly HourValue[]): Episode[] {
  const found: Episode[] = [];
  for (const [hour, value] of [...countedHours(hours)].sort(([a], [b]) => a - b)) {
    if (value <= standard.value) continue;
    const last = found.at(-1);
    if (last?.to === hour)
      found[found.length - 1] = { ...last, to: hour + HOUR, peak: Math.max(last.peak, value) };
    else found.push({ from: hour, to: hour + HOUR, peak: value });
  }
  return found.filter(({ from, to }) => (to - from) / HOUR >= (standard.consecutive ?? 1));
}
