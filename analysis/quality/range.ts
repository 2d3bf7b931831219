import type { Phenomenon } from '../../domain/phenomena/phenomenon.ts';
import { isPlausible } from '../plausible.ts';
import { LEVELS } from './level.ts';
import type { SensorFacts } from './sensors.ts';
import { type Levels, levelsFor, type Series, valueAt } from './series.ts';

/** Gross range (QARTOD test 4): `bad` outside the phenomenon's plausible range; unknown quantities are not evaluated. */
export function checkRange(series: Series, phenomenon: Phenomenon | undefined): Levels {
  const levels = levelsFor(series);
  if (phenomenon === undefined) return levels;
  for (let i = 0; i < levels.length; i++)
    if (levels[i] !== LEVELS.missing)
      levels[i] = isPlausible(phenomenon, valueAt(series, i)) ? LEVELS.good : LEVELS.bad;
  return levels;
}

/** Gross range of the sensor: `bad` outside what its datasheet says it measures; not evaluated where that is not known. */
export function checkSensorRange(series: Series, facts: SensorFacts | undefined): Levels {
  const levels = levelsFor(series);
  const range = facts?.range;
  if (range === undefined) return levels;
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] === LEVELS.missing) continue;
    const value = valueAt(series, i);
    levels[i] = value >= range[0] && value <= range[1] ? LEVELS.good : LEVELS.bad;
  }
  return levels;
}
