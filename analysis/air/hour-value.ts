import { COMPLETE, type Missing } from '../not-enough.ts';

/** Pollutants that the indices and the limit values are about, by phenomenon id; all in µg/m³. */
export type Pollutant = 'pm2_5' | 'pm10' | 'no2' | 'o3' | 'so2' | 'co';

/** The mean of one hour. */
export interface HourValue {
  /** Start of the hour, UTC ms. */
  readonly hour: number;
  /** µg/m³. */
  readonly value: number;
  /** Share of the hour that its readings cover, 0 to 1. */
  readonly completeness: number;
}

/** Hourly means of the pollutants that a kit or a station measures. One that it does not measure is left out. */
export type AirSeries = Readonly<Partial<Record<Pollutant, readonly HourValue[]>>>;

/** Hours, or those of them that count, by their start: what is held against many standards is looked through once. */
export type Hours = readonly HourValue[] | ReadonlyMap<number, number>;

/** Whether there is no hour at all. */
export function isEmpty(hours: Hours): boolean {
  return ('size' in hours ? hours.size : hours.length) === 0;
}

/** The hours that count, by their start: finite, and at least 75 % covered (45 minutes; Directive 2008/50/EC Annex VII A). */
export function countedHours(hours: Hours): ReadonlyMap<number, number> {
  if ('size' in hours) return hours;
  const counted = new Map<number, number>();
  for (const { hour, value, completeness } of hours)
    if (completeness >= COMPLETE && Number.isFinite(value)) counted.set(hour, value);
  return counted;
}

/** The arithmetic mean of the hours that are there, with how many they are; NaN for none. */
export function meanOfHours(counted: ReadonlyMap<number, number>, wanted: readonly number[]) {
  let [sum, have] = [0, 0];
  for (const hour of wanted) {
    const value = counted.get(hour);
    if (value === undefined) continue;
    sum += value;
    have += 1;
  }
  return { mean: sum / have, have };
}

/** That hours of a pollutant are missing: all that were wanted, or some. */
export function missingHours(what: Pollutant, have: number, of: number): Missing {
  return {
    what,
    why: have === 0 ? 'not_measured' : 'incomplete',
    have,
    need: Math.ceil(of * COMPLETE),
    of,
    unit: 'hours',
  };
}
