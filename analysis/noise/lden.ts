import { adjusted, combinedLevel, type Decibels } from '../../domain/decibel.ts';
import { hoursOfPeriods, type NoisePeriods, PENALTY, PERIODS, type Period } from './periods.ts';

/**
 * The day-evening-night level, Lden = 10·log10(Σ hᵢ·10^((Lᵢ + pᵢ)/10) / 24) with penalties of 0, 5 and 10 dB (Directive
 * 2002/49/EC Annex I). The hours are the nominal ones of the periods, also on days of 23 or 25 hours, as the formula has it.
 */
export function lden(levels: Readonly<Record<Period, Decibels>>, periods: NoisePeriods): Decibels {
  const hours = hoursOfPeriods(periods);
  const parts = PERIODS.map((p) => ({ level: adjusted(levels[p], PENALTY[p]), weight: hours[p] }));
  const level = combinedLevel(parts);
  if (level === undefined) throw new RangeError(`${periods.id} has no hours`);
  return level;
}
