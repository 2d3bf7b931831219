import { LEVELS } from './level.ts';
import type { SpikeRule } from './parameters.ts';
import { type Levels, levelsFor, type Series, timeAt, valueAt } from './series.ts';

/** Values below or above are spikes; in the phenomenon's unit. */
export interface SpikeBounds {
  readonly low: number;
  readonly high: number;
}

/** The lower of two middle values. */
function median(values: Float64Array): number {
  return values.sort()[(values.length - 1) >> 1] as number;
}

/** Median ± the larger of k · MAD and floor, of the means of hours; none for fewer than `count` of them. n log n. */
export function spikeBounds(means: ArrayLike<number>, rule: SpikeRule): SpikeBounds | undefined {
  if (means.length < rule.count) return undefined;
  const sorted = Float64Array.from(means);
  const middle = median(sorted);
  const reach = Math.max(rule.floor, rule.k * median(sorted.map((mean) => Math.abs(mean - middle))));
  return { low: middle - reach, high: middle + reach };
}

/** Spikes by bounds that are known: `suspect` outside; not evaluated where there are none for the time. Linear. */
export function checkBounds(series: Series, boundsAt: (time: number) => SpikeBounds | undefined): Levels {
  const levels = levelsFor(series);
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] === LEVELS.missing) continue;
    const bounds = boundsAt(timeAt(series, i));
    if (bounds === undefined) continue;
    const value = valueAt(series, i);
    levels[i] = value < bounds.low || value > bounds.high ? LEVELS.suspect : LEVELS.good;
  }
  return levels;
}
