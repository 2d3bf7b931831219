import { LEVELS } from './level.ts';
import type { StuckRule } from './parameters.ts';
import { type Levels, levelsFor, type Series, timeAt, valueAt } from './series.ts';

function isStuck(series: Series, { first, last, count }: Run, rule: StuckRule): boolean {
  const [low, high] = rule.rest ?? [Number.NaN, Number.NaN];
  const value = valueAt(series, first);
  if (count < rule.count || (value >= low && value <= high)) return false;
  return timeAt(series, last) - timeAt(series, first) >= rule.span;
}

interface Run {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/**
 * Flat line (QARTOD test 8): every value of a run that differs from the run's first by no more than the tolerance is `suspect`
 * once the run has enough readings and lasts long enough. Missing values neither end a run nor count. Linear.
 */
export function checkStuck(series: Series, rule: StuckRule | undefined): Levels {
  if (rule === undefined) return levelsFor(series);
  const levels = levelsFor(series, LEVELS.good);
  let run: Run = { first: -1, last: -1, count: 0 };
  const close = () => {
    if (run.count === 0 || !isStuck(series, run, rule)) return;
    for (let i = run.first; i <= run.last; i++) if (levels[i] === LEVELS.good) levels[i] = LEVELS.suspect;
  };
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] === LEVELS.missing) continue;
    const same = run.count > 0 && Math.abs(valueAt(series, i) - valueAt(series, run.first)) <= rule.tolerance;
    if (!same) close();
    run = same ? { ...run, last: i, count: run.count + 1 } : { first: i, last: i, count: 1 };
  }
  close();
  return levels;
}
