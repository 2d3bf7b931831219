import { phenomenonOf } from './phenomena/catalogue.ts';
import type { Averaging } from './phenomena/phenomenon.ts';

/** What a mean is made of. Sums of readings that have none in common add up. */
export interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Energetic: sum of 10^(v/10). Circular: sum of the sines. Last: the newest value. Otherwise 0. */
  readonly first: number;
  /** Circular: sum of the cosines. Last: time of the newest value, UTC ms. Otherwise 0. */
  readonly second: number;
}

const RADIANS = Math.PI / 180;

/** How values of a phenomenon are averaged; namespaced ones arithmetically. */
export function averagingOf(phenomenon: string): Averaging {
  return phenomenonOf(phenomenon)?.averaging ?? 'arithmetic';
}

/** The mean of the readings behind `sums` (at least one), in the phenomenon's unit; ISO 1996-1 for levels, 0 to 360 for directions. */
export function meanOf({ n, sum, first, second }: Sums, averaging: Averaging): number {
  switch (averaging) {
    case 'energetic':
      return 10 * Math.log10(first / n);
    case 'circular':
      return (Math.atan2(first, second) / RADIANS + 360) % 360;
    case 'last':
      return first;
    case 'sum':
      return sum;
    default:
      return sum / n;
  }
}

/** The sums of the readings of both. */
export function addSums(a: Sums, b: Sums, averaging: Averaging): Sums {
  const newest = b.second > a.second ? b : a;
  const last = averaging === 'last';
  return {
    n: a.n + b.n,
    sum: a.sum + b.sum,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    first: last ? newest.first : a.first + b.first,
    second: last ? newest.second : a.second + b.second,
  };
}
