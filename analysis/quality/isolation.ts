import { neighboursWithin, type Observation } from './neighbours.ts';

/** Figures of an isolation check, named as in titanlib. */
export interface IsolationRule {
  readonly numMin: number;
  /** Metres. */
  readonly radius: number;
  /** Metres of height within which a neighbour counts; heights are not compared without it. */
  readonly verticalRadius?: number;
}

/**
 * Isolation check (titanlib `isolation_check`): whether a kit has fewer than `numMin` neighbours, so that it cannot be checked
 * against them. That is a level `not_evaluated`, never `bad`. With a vertical radius, kits of unknown height are isolated.
 */
export function isolated(
  all: readonly Observation[],
  rule: IsolationRule,
  neighbours = neighboursWithin(all, rule.radius),
): readonly boolean[] {
  const { numMin, verticalRadius } = rule;
  return neighbours.map((near, i) => {
    if (verticalRadius === undefined) return near.length < numMin;
    const height = all[i]?.elevation ?? Number.NaN;
    const level = near.filter(
      (j) => Math.abs((all[j]?.elevation ?? Number.NaN) - height) < verticalRadius,
    ).length;
    return level < numMin;
  });
}
