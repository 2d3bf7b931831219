import type { Phenomenon } from '../domain/phenomena/phenomenon.ts';

/** How far below zero a reference instrument's noise takes a concentration in clean air, µg/m³. */
const REFERENCE_NOISE = 10;

/** Whether a value lies in the phenomenon's plausible range (own unit, bounds included). Quantities without an entry always do. */
export function isPlausible(phenomenon: Phenomenon | undefined, value: number): boolean {
  return phenomenon === undefined || (value >= phenomenon.plausible[0] && value <= phenomenon.plausible[1]);
}

/**
 * The same for values of an official station: concentrations of clean air scatter around zero, and networks publish what is a little
 * below it as valid; without these values a mean would be too high. What is far below is a code for no value.
 */
export function isPlausibleReference(phenomenon: Phenomenon | undefined, value: number): boolean {
  const isNoise = phenomenon?.unit === 'ug/m3' && value < 0 && value >= -REFERENCE_NOISE;
  return isNoise || isPlausible(phenomenon, value);
}
