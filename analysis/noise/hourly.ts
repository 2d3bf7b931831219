import { type Decibels, energyMean, inDecibels } from '../../domain/decibel.ts';
import { HOUR } from '../local-day.ts';
import { COMPLETE, type NotEnough, notEnough } from '../not-enough.ts';
import { type LevelReading, slotsFilled } from './level-reading.ts';

/** Readings that a percentage level takes at least: with fewer, L10 and L90 would be the single loudest and quietest. */
export const LEAST_FOR_PERCENTAGES = 10;

/** Levels exceeded for 10, 50 and 90 % of the hour. Of the readings' own intervals, not of a fast-weighted meter. */
export interface PercentageLevels {
  readonly l10: Decibels;
  readonly l50: Decibels;
  readonly l90: Decibels;
}

/** The sound of one hour. */
export type NoiseHour = {
  /** Start of the hour, UTC ms. */
  readonly hour: number;
} & (
  | {
      readonly enough: true;
      readonly laeq: Decibels;
      readonly readings: number;
      /** Share of the hour that has readings, 0.75 to 1. */
      readonly completeness: number;
      /** Left out where fewer than ten readings make up the hour. */
      readonly percentages?: PercentageLevels;
    }
  | NotEnough
);

/**
 * The level that at most `percent` % of the levels exceed (ISO 1996-1, N percentage exceedance level), by nearest rank:
 * always one of them, never a mean of two. Undefined for none.
 */
export function exceededLevel(levels: readonly Decibels[], percent: number): Decibels | undefined {
  const falling = levels.toSorted((a, b) => inDecibels(b) - inDecibels(a));
  return falling[Math.min(falling.length - 1, Math.floor((falling.length * percent) / 100))];
}

function percentagesOf(levels: readonly Decibels[]): { percentages?: PercentageLevels } {
  const [l10, l50, l90] = [10, 50, 90].map((percent) => exceededLevel(levels, percent));
  const few = levels.length < LEAST_FOR_PERCENTAGES;
  if (few || l10 === undefined || l50 === undefined || l90 === undefined) return {};
  return { percentages: { l10, l50, l90 } };
}

function hourOf(hour: number, readings: readonly LevelReading[], every: number): NoiseHour {
  const { have, of } = slotsFilled(readings, { start: hour, end: hour + HOUR }, every);
  const levels = readings.map(({ level }) => level);
  const laeq = energyMean(levels);
  if (laeq === undefined || have < of * COMPLETE) {
    const need = Math.ceil(of * COMPLETE);
    return { hour, ...notEnough({ what: 'hour', why: 'incomplete', have, need, of, unit: 'readings' }) };
  }
  const { length } = levels;
  return { hour, enough: true, laeq, readings: length, completeness: have / of, ...percentagesOf(levels) };
}

/**
 * LAeq and percentage levels of each UTC hour that has readings, in order of time. `every` is the kit's interval in ms;
 * readings stand for equal times. An hour takes readings in 75 % of its intervals. Indicative: no kit is a class 1 or 2 meter.
 */
export function noiseHours(readings: readonly LevelReading[], every: number): NoiseHour[] {
  const byHour = new Map<number, LevelReading[]>();
  for (const reading of readings) {
    const hour = Math.floor(reading.time / HOUR) * HOUR;
    const list = byHour.get(hour);
    if (list === undefined) byHour.set(hour, [reading]);
    else list.push(reading);
  }
  return [...byHour].sort(([a], [b]) => a - b).map(([hour, list]) => hourOf(hour, list, every));
}
