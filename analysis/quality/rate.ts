import { LEVELS } from './level.ts';
import type { RateRule } from './parameters.ts';
import { type Levels, levelsFor, type Series, timeAt, valueAt } from './series.ts';

/**
 * Rate of change (QARTOD test 7): `suspect` where a value differs from the one before it by more than `step`, the two being at
 * most `within` apart; not evaluated where they are farther apart. Missing values are passed over. Linear.
 */
export function checkRate(series: Series, rule: RateRule | undefined): Levels {
  const levels = levelsFor(series);
  if (rule === undefined) return levels;
  let before = -1;
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] === LEVELS.missing) continue;
    if (before >= 0 && timeAt(series, i) - timeAt(series, before) <= rule.within) {
      const step = Math.abs(valueAt(series, i) - valueAt(series, before));
      levels[i] = step > rule.step ? LEVELS.suspect : LEVELS.good;
    }
    before = i;
  }
  return levels;
}
