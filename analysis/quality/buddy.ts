import { LEVELS } from './level.ts';
import { neighboursWithin, type Observation } from './neighbours.ts';
import type { Levels } from './series.ts';

/** Figures of a buddy check, named as in titanlib. */
export interface BuddyRule {
  /** Metres. */
  readonly radius: number;
  /** Buddies that a check needs. */
  readonly numMin: number;
  readonly threshold: number;
  /** Metres; 0 compares no heights. */
  readonly maxElevDiff: number;
  /** Change of the value by metre of height, -0.0065 for °C. */
  readonly elevGradient: number;
  /** Spread below which neighbours are never taken to agree, in the phenomenon's unit. */
  readonly minStd: number;
  readonly numIterations: number;
}

/** The values of the neighbours, brought to the height of `one`; those that differ too much in height left out. */
function buddiesOf(one: Observation, near: readonly Observation[], rule: BuddyRule): readonly number[] {
  if (rule.maxElevDiff <= 0 || one.elevation === undefined) return near.map(({ value }) => value);
  const height = one.elevation;
  return near.flatMap(({ value, elevation = height }) =>
    Math.abs(elevation - height) > rule.maxElevDiff ? [] : [value + (height - elevation) * rule.elevGradient],
  );
}

/** |value - mean| / max(min_std, √(variance + variance / n)) of at least one buddy; the variance is that of the n themselves. */
export function departure(value: number, buddies: readonly number[], minStd: number): number {
  const n = buddies.length;
  const mean = buddies.reduce((sum, one) => sum + one, 0) / n;
  const variance = buddies.reduce((sum, one) => sum + (one - mean) ** 2, 0) / n;
  return Math.abs(value - mean) / Math.max(minStd, Math.sqrt(variance + variance / n));
}

/** Trusted neighbours' values as the check compares them. */
function trusted(i: number, all: readonly Observation[], given: Given): readonly number[] {
  const near: Observation[] = [];
  for (const j of given.near[i] ?? [])
    if (given.levels[j] !== LEVELS.suspect && given.levels[j] !== LEVELS.missing)
      near.push(all[j] as Observation);
  return buddiesOf(all[i] as Observation, near, given.rule);
}

interface Given {
  readonly near: readonly (readonly number[])[];
  readonly levels: Levels;
  readonly rule: BuddyRule;
}

/**
 * Buddy check (titanlib `buddy_check`): `suspect` where a value departs from its neighbours' mean by more than `threshold`, in
 * rounds, those already found left out; not evaluated with fewer than `numMin` neighbours, which is no doubt about the value.
 * Kits stay where they are: for many hours, find the neighbours once and hand them in. Linear in the pairs of neighbours.
 */
export function checkBuddies(
  all: readonly Observation[],
  rule: BuddyRule,
  near = neighboursWithin(all, rule.radius),
): Levels {
  const levels = Uint8Array.from(all, ({ value }) =>
    Number.isFinite(value) ? LEVELS.not_evaluated : LEVELS.missing,
  );
  // A round that finds nothing would be repeated to the letter.
  for (let round = 0, found = 1; round < rule.numIterations && found > 0; round++) {
    found = 0;
    for (let i = 0; i < all.length; i++) {
      if (levels[i] === LEVELS.missing || levels[i] === LEVELS.suspect || all[i]?.unchecked === true)
        continue;
      const buddies = trusted(i, all, { near, levels, rule });
      if (buddies.length < rule.numMin) {
        levels[i] = LEVELS.not_evaluated;
        continue;
      }
      const far = departure((all[i] as Observation).value, buddies, rule.minStd) > rule.threshold;
      levels[i] = far ? LEVELS.suspect : LEVELS.good;
      if (far) found++;
    }
  }
  return levels;
}
