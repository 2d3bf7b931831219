import { adjusted, type Decibels, energyMean } from '../../domain/decibel.ts';
import { hoursIn, localHour, type Span } from '../local-day.ts';
import { COMPLETE, type Missing, type NotEnough, notEnough } from '../not-enough.ts';
import type { NoiseHour } from './hourly.ts';
import { lden } from './lden.ts';
import { type NoisePeriods, PERIODS, type Period } from './periods.ts';

/** dB that a facade behind the microphone adds and that levels of incident sound leave out (2002/49/EC Annex I). */
export const FACADE = -3;

/** A level, or why there is none. */
export type Level =
  | { readonly enough: true; readonly level: Decibels; readonly have: number; readonly of: number }
  | NotEnough;

/** Ld, Le, Ln and Lden of one noise day or of several together. */
export interface NoiseLevels extends Readonly<Record<Period, Level>> {
  readonly lden: { readonly enough: true; readonly level: Decibels } | NotEnough;
  /** Id of the periods. */
  readonly periods: string;
  /** A legal Lden is of a year, by a class 1 or 2 meter: these say how loud it is, not whether a limit is kept. */
  readonly indicative: true;
}

/** Which noise day is asked for. */
export interface NoiseDayAsked {
  /** Local ISO date on which the noise day begins. */
  readonly date: string;
  readonly zone: string;
  readonly periods: NoisePeriods;
  /** Whether the microphone hangs on a facade: 3 dB are taken off. */
  readonly facade?: boolean;
}

/**
 * When the periods of a noise day are, UTC ms: it ends where the next one begins, so that its night is one night. The
 * night in which the clocks change has 7 or 9 hours.
 */
export function periodSpans({ date, zone, periods }: NoiseDayAsked): Readonly<Record<Period, Span>> {
  const at = (hour: number) => localHour(date, hour, zone);
  const { day, evening, night } = periods.from;
  return {
    day: { start: at(day), end: at(evening) },
    evening: { start: at(evening), end: at(night) },
    night: { start: at(night), end: at(24 + day) },
  };
}

function levelOf(levels: readonly Decibels[], missing: Missing, shift = 0): Level {
  const mean = energyMean(levels);
  if (mean === undefined || missing.have < missing.need) return notEnough(missing);
  return { enough: true, level: adjusted(mean, shift), have: missing.have, of: missing.of };
}

function lacking(what: Period, have: number, rest: Pick<Missing, 'of' | 'unit'>): Missing {
  const why = have === 0 ? 'not_measured' : 'incomplete';
  return { what, why, have, need: Math.max(1, Math.ceil(rest.of * COMPLETE)), ...rest };
}

function withLden(levels: Readonly<Record<Period, Level>>, periods: NoisePeriods): NoiseLevels {
  const { day, evening, night } = levels;
  const common = { ...levels, periods: periods.id, indicative: true } as const;
  if (day.enough && evening.enough && night.enough) {
    const level = lden({ day: day.level, evening: evening.level, night: night.level }, periods);
    return { ...common, lden: { enough: true, level } };
  }
  const missing = PERIODS.flatMap((p) => (levels[p].enough ? [] : levels[p].missing));
  return { ...common, lden: notEnough(...missing) };
}

/**
 * Ld, Le, Ln and Lden of one noise day from its hours' LAeq; each period takes 75 % of its real hours, and Lden all three.
 * An hour counts in the period in which it begins (zones of half hours: the hour across a boundary too).
 */
export function noiseDay(hours: readonly NoiseHour[], asked: NoiseDayAsked): NoiseLevels {
  const known = new Map(hours.flatMap((h) => (h.enough ? [[h.hour, h.laeq] as const] : [])));
  const spans = periodSpans(asked);
  const level = (period: Period): Level => {
    const wanted = hoursIn(spans[period]);
    const found = wanted.map((hour) => known.get(hour)).filter((laeq) => laeq !== undefined);
    const missing = lacking(period, found.length, { of: wanted.length, unit: 'hours' });
    return levelOf(found, missing, asked.facade ? FACADE : 0);
  };
  return withLden({ day: level('day'), evening: level('evening'), night: level('night') }, asked.periods);
}

/** The levels of several noise days together (30 days, a year): energetic means of each period over at least 75 % of the days. */
export function noiseOver(days: readonly NoiseLevels[], periods: NoisePeriods): NoiseLevels {
  const level = (period: Period): Level => {
    const found = days.flatMap((day) => (day[period].enough ? [day[period].level] : []));
    return levelOf(found, lacking(period, found.length, { of: days.length, unit: 'days' }));
  };
  return withLden({ day: level('day'), evening: level('evening'), night: level('night') }, periods);
}
