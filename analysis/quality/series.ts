import { LEVELS } from './level.ts';

/** Readings of one kit, phenomenon and channel, oldest first. A value that is not finite is missing. */
export interface Series {
  /** UTC ms, never falling. */
  readonly times: ArrayLike<number>;
  /** In the phenomenon's own unit. */
  readonly values: ArrayLike<number>;
}

/** Levels by place in the series, as numbers of `LEVELS`. */
export type Levels = Uint8Array;

/** The value at a place; NaN for none. */
export function valueAt({ values }: Series, i: number): number {
  return values[i] ?? Number.NaN;
}

/** The time at a place, UTC ms; NaN for none. */
export function timeAt({ times }: Series, i: number): number {
  return times[i] ?? Number.NaN;
}

/** Levels of a series that nothing has looked at: `missing` where there is no value, else the given level. */
export function levelsFor(series: Series, level: number = LEVELS.not_evaluated): Levels {
  const levels = new Uint8Array(series.values.length).fill(level);
  for (let i = 0; i < levels.length; i++)
    if (!Number.isFinite(valueAt(series, i))) levels[i] = LEVELS.missing;
  return levels;
}
