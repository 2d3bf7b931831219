import { LEVELS } from './level.ts';
import { nearestValues } from './nearest.ts';
import type { SensorFacts } from './sensors.ts';
import { type Levels, levelsFor, type Series } from './series.ts';

/** How far away in time a humidity may be, ms. */
export const HUMIDITY_NEAR = 10 * 60_000;

/**
 * Humidity outside what the sensor is made for (% RH, bounds included): `suspect`; not evaluated where the humidity within ten
 * minutes is not known. Linear.
 */
export function checkHumidity(series: Series, humidity: Series | undefined, facts?: SensorFacts): Levels {
  const levels = levelsFor(series);
  const range = facts?.humidity;
  if (range === undefined || humidity === undefined) return levels;
  const near = nearestValues(series, humidity, HUMIDITY_NEAR);
  for (let i = 0; i < levels.length; i++) {
    const value = near[i] as number;
    if (levels[i] === LEVELS.missing || Number.isNaN(value)) continue;
    levels[i] = value < range[0] || value > range[1] ? LEVELS.suspect : LEVELS.good;
  }
  return levels;
}
