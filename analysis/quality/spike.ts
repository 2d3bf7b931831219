import { LEVELS } from './level.ts';
import type { SpikeRule } from './parameters.ts';
import { RankedWindow } from './ranked-window.ts';
import { type Levels, levelsFor, type Series, timeAt, valueAt } from './series.ts';

/** The first place in `sorted` whose value is not below `value` (or, with `after`, is above it). */
function place(sorted: Float64Array, value: number, after: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] as number;
    if (at < value || (after && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The values of a series by size, each once, and a window over them. */
function ranked(series: Series, levels: Levels) {
  const present: number[] = [];
  for (let i = 0; i < levels.length; i++) if (levels[i] !== LEVELS.missing) present.push(valueAt(series, i));
  const sorted = Float64Array.from(new Set(present)).sort();
  const ranks = new Int32Array(levels.length);
  for (let i = 0; i < levels.length; i++) ranks[i] = place(sorted, valueAt(series, i), false);
  return { sorted, ranks, window: new RankedWindow(sorted.length) };
}

/**
 * Spikes: `suspect` where |value - median| > k · MAD and > floor, median and median absolute deviation being those of the window
 * that ends with the value (the lower of two middle values); not evaluated while the window holds fewer than `count` values.
 *
 * The deviation itself is never needed: it is below d/k exactly when more than half of the values lie closer than d/k to the
 * median. So each value costs log n.
 */
export function checkSpikes(series: Series, rule: SpikeRule | undefined): Levels {
  const levels = levelsFor(series);
  if (rule === undefined) return levels;
  const { sorted, ranks, window } = ranked(series, levels);
  let oldest = 0;
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] === LEVELS.missing) continue;
    window.move(ranks[i] as number, 1);
    for (; timeAt(series, oldest) <= timeAt(series, i) - rule.window; oldest++)
      if (levels[oldest] !== LEVELS.missing) window.move(ranks[oldest] as number, -1);
    if (window.size < rule.count) continue;
    const half = (window.size - 1) >> 1;
    const median = sorted[window.nth(half)] as number;
    const distance = Math.abs(valueAt(series, i) - median);
    levels[i] = LEVELS.good;
    if (distance <= rule.floor) continue;
    const reach = distance / rule.k;
    const near =
      window.below(place(sorted, median + reach, false)) - window.below(place(sorted, median - reach, true));
    if (near > half) levels[i] = LEVELS.suspect;
  }
  return levels;
}
