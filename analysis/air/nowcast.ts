import type { NotEnough } from '../not-enough.ts';
import { missingHours, type Pollutant } from './hour-value.ts';

/** Hours that the NowCast looks back. */
export const NOWCAST_HOURS = 12;

/** How fast the weights of older hours may fall: never below a half per hour (US EPA, PM). */
export const LEAST_WEIGHT = 0.5;

/** Of the newest hours, how many there must be (US EPA). */
export const NEWEST = { need: 2, of: 3 } as const;

/** A NowCast concentration, µg/m³, not truncated. */
export interface NowCast {
  readonly enough: true;
  readonly value: number;
}

function weightFactor(present: readonly number[]): number {
  const [least, most] = [Math.min(...present), Math.max(...present)];
  // Clean air: instruments say 0 or a little below it, and a ratio of such numbers means nothing.
  const ratio = most > 0 ? least / most : 1;
  return Math.max(LEAST_WEIGHT, Math.min(1, ratio));
}

/**
 * The NowCast of a particle series: the last twelve hourly means, newest first, `undefined` where an hour is missing
 * (US EPA): Σ cᵢ·wⁱ⁻¹ / Σ wⁱ⁻¹ with w = lowest/highest, at least 0.5. Takes two of the three newest hours.
 */
export function nowCast(
  pollutant: Pollutant,
  newestFirst: readonly (number | undefined)[],
): NowCast | NotEnough {
  const values = newestFirst.slice(0, NOWCAST_HOURS);
  const newest = values.slice(0, NEWEST.of).filter((value) => value !== undefined).length;
  if (newest < NEWEST.need) {
    return { enough: false, missing: [{ ...missingHours(pollutant, newest, NEWEST.of), need: NEWEST.need }] };
  }
  const w = weightFactor(values.filter((value) => value !== undefined));
  let [sum, weights] = [0, 0];
  for (const [age, value] of values.entries()) {
    if (value === undefined) continue;
    sum += value * w ** age;
    weights += w ** age;
  }
  return { enough: true, value: sum / weights };
}
