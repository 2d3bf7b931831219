import { type Series, timeAt, valueAt } from './series.ts';

/**
 * Values of `other` at the times of `series`: for each the nearest in time, at most `within` ms away; NaN where there is none.
 * The earlier of two equally near counts. Linear.
 */
export function nearestValues(series: Series, other: Series, within: number): Float64Array {
  const found = new Float64Array(series.times.length).fill(Number.NaN);
  const present: number[] = [];
  for (let j = 0; j < other.times.length; j++) if (Number.isFinite(valueAt(other, j))) present.push(j);
  let at = 0;
  for (let i = 0; i < found.length; i++) {
    const time = timeAt(series, i);
    const away = (k: number) => Math.abs(timeAt(other, present[k] ?? -1) - time);
    while (at + 1 < present.length && away(at + 1) < away(at)) at++;
    if (away(at) <= within) found[i] = valueAt(other, present[at] ?? -1);
  }
  return found;
}
