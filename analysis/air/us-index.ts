import { shiftDecimal } from '../../domain/phenomena/units.ts';
import { HOUR, hoursIn, localDay } from '../local-day.ts';
import { COMPLETE, type Missing, type NotEnough, notEnough } from '../not-enough.ts';
import type { AirIndex, IndexPart } from './air-index.ts';
import {
  type AirSeries,
  countedHours,
  type HourValue,
  meanOfHours,
  missingHours,
  type Pollutant,
} from './hour-value.ts';
import { NOWCAST_HOURS, nowCast } from './nowcast.ts';
import { US_AQI_2024, type UsRule } from './us-scale.ts';

/** The number of one pollutant. */
export interface UsNumber {
  /** The concentration as judged: cut to the scale's decimals, not below 0; µg/m³. */
  readonly value: number;
  readonly aqi: number;
  readonly band: number;
  /** Whether the concentration is above the last breakpoint: the number is then its highest, 500. */
  readonly beyond: boolean;
}

/** A concentration cut off (never rounded) after `decimals` digits; 0 for what is below 0. */
function truncated(value: number, decimals: number): number {
  const cut = shiftDecimal(Math.floor(shiftDecimal(value, decimals)), -decimals);
  return Math.max(0, cut);
}

/** The AQI number of a concentration (a 24-hour mean or a NowCast, µg/m³; finite): linear between breakpoints, rounded. */
export function usNumber(rule: UsRule, concentration: number): UsNumber {
  const value = truncated(concentration, rule.decimals);
  const step = rule.breakpoints.findIndex(({ concentration: [, to] }) => value <= to);
  const found = rule.breakpoints[step];
  if (found === undefined) return { value, aqi: 500, band: rule.breakpoints.length, beyond: true };
  const [[from, to], [low, high]] = [found.concentration, found.aqi];
  const aqi = Math.round(((high - low) / (to - from)) * (value - from) + low);
  return { value, aqi, band: step + 1, beyond: false };
}

/** Which US AQI is asked for: that of the hour starting at `hour` (UTC ms) by NowCast, or that of a local day. */
export type UsMoment =
  | { readonly by: 'nowcast'; readonly hour: number }
  | { readonly by: 'day'; readonly date: string; readonly zone: string };

type UsPollutant = keyof typeof US_AQI_2024.rules;

function concentrationOf(
  pollutant: Pollutant,
  hours: readonly HourValue[],
  moment: UsMoment,
): number | Missing {
  const counted = countedHours(hours);
  if (moment.by === 'nowcast') {
    const back = Array.from({ length: NOWCAST_HOURS }, (_, age) => counted.get(moment.hour - age * HOUR));
    const cast = nowCast(pollutant, back);
    return cast.enough ? cast.value : (cast.missing[0] ?? missingHours(pollutant, 0, 3));
  }
  const wanted = hoursIn(localDay(moment.date, moment.zone));
  const { mean, have } = meanOfHours(counted, wanted);
  return have >= wanted.length * COMPLETE ? mean : missingHours(pollutant, have, wanted.length);
}

/**
 * The US AQI of particles: the higher of PM2.5 and PM10, by NowCast or as the mean of a local day of which at least 75 %
 * of the hours count (18 of 24). It is always a PM index: gases are named as missing.
 */
export function usIndex(series: AirSeries, moment: UsMoment): AirIndex | NotEnough {
  const parts: (IndexPart & { readonly aqi: number })[] = [];
  const missing: Missing[] = [];
  for (const pollutant of Object.keys(US_AQI_2024.rules) as UsPollutant[]) {
    const found = concentrationOf(pollutant, series[pollutant] ?? [], moment);
    if (typeof found !== 'number') missing.push(found);
    else {
      const { beyond, ...number } = usNumber(US_AQI_2024.rules[pollutant], found);
      parts.push({ pollutant, averaging: moment.by, ...number, ...(beyond ? { beyond } : {}) });
    }
  }
  if (parts.length === 0) return notEnough(...missing);
  const aqi = Math.max(...parts.map((part) => part.aqi));
  const worst = parts.filter((part) => part.aqi === aqi);
  const gases = US_AQI_2024.notComputed.map((what) => ({
    ...missingHours(what, 0, 0),
    why: 'not_in_scale' as const,
  }));
  return {
    enough: true,
    scale: US_AQI_2024.id,
    band: Math.max(...worst.map(({ band }) => band)),
    aqi,
    decidedBy: worst.map(({ pollutant }) => pollutant),
    parts,
    scope: 'pm_only',
    missing: [...missing, ...gases],
  };
}
