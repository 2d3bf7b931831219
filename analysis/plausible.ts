import type { Phenomenon } from '../domain/phenomena/phenomenon.ts';

/** Whether a value lies in the phenomenon's plausible range (own unit, bounds included). Quantities without an entry always do. */
export function isPlausible(phenomenon: Phenomenon | undefined, value: number): boolean {
  return phenomenon === undefined || (value >= phenomenon.plausible[0] && value <= phenomenon.plausible[1]);
}
