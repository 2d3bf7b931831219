import { LEVELS } from './level.ts';
import type { WarmUp } from './sensors.ts';
import { type Levels, levelsFor, type Series, timeAt } from './series.ts';

/**
 * Warm-up: `suspect` for the datasheet's time after a silence longer than `gap`, which is taken for a sensor without power. The
 * beginning of a series is not evaluated, for what came before it is not known. Linear.
 */
export function checkWarmUp(series: Series, rule: WarmUp | undefined): Levels {
  const levels = levelsFor(series);
  if (rule === undefined) return levels;
  let [before, from] = [Number.NaN, Number.NaN];
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] === LEVELS.missing) continue;
    const time = timeAt(series, i);
    if (time - before > rule.gap) from = time;
    if (time - from < rule.span) levels[i] = LEVELS.suspect;
    else if (!Number.isNaN(before)) levels[i] = LEVELS.good;
    before = time;
  }
  return levels;
}
