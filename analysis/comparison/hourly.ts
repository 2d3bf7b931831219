import { averagingOf, meanOf, type Sums } from '../../domain/averaging.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import { type Series, timeAt, valueAt } from '../quality/series.ts';

const HOUR = 3_600_000;
const RADIANS = Math.PI / 180;

/** The mean of one hour. */
export interface HourMean {
  /** Start of the UTC hour, ms. */
  readonly hour: number;
  readonly value: number;
  readonly n: number;
  /** Readings of those that the interval promises, at most 1. */
  readonly completeness: number;
}

/** The usual interval of a series: the median of the steps between values that are there, ms; undefined for fewer than two. */
export function intervalOf(series: Series): number | undefined {
  const steps = new Float64Array(series.times.length);
  let [count, before] = [0, Number.NaN];
  for (let i = 0; i < series.times.length; i++) {
    if (!Number.isFinite(valueAt(series, i))) continue;
    const time = timeAt(series, i);
    if (time > before) steps[count++] = time - before;
    before = time;
  }
  const sorted = steps.subarray(0, count).sort();
  return sorted[count >> 1];
}

/** Sums of the values that are there from one place to before another; undefined for none. */
function sumsOf(
  series: Series,
  [from, to]: readonly [number, number],
  averaging: Averaging,
): Sums | undefined {
  let [n, sum, first, second] = [0, 0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = from; i < to; i++) {
    const value = valueAt(series, i);
    if (!Number.isFinite(value)) continue;
    n++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
    if (averaging === 'energetic') first += 10 ** (value / 10);
    else if (averaging === 'circular') {
      first += Math.sin(value * RADIANS);
      second += Math.cos(value * RADIANS);
    } else if (averaging === 'last') [first, second] = [value, timeAt(series, i)];
  }
  return n === 0 ? undefined : { n, sum, min, max, first, second };
}

/**
 * Means by UTC hour, each phenomenon in its own way (levels as energy), oldest first. What an hour promises follows from
 * `interval`, ms, or from the series' own; hours without a value are left out.
 */
export function hourlyMeans(
  series: Series,
  phenomenon: string,
  interval = intervalOf(series) ?? HOUR,
): HourMean[] {
  const averaging = averagingOf(phenomenon);
  const promised = Math.max(1, HOUR / interval);
  const means: HourMean[] = [];
  for (let from = 0, to = 0; from < series.times.length; from = to) {
    const hour = Math.floor(timeAt(series, from) / HOUR) * HOUR;
    to = from + 1;
    while (to < series.times.length && timeAt(series, to) < hour + HOUR) to++;
    const sums = sumsOf(series, [from, to], averaging);
    if (sums === undefined) continue;
    const completeness = Math.min(1, sums.n / promised);
    means.push({ hour, value: meanOf(sums, averaging), n: sums.n, completeness });
  }
  return means;
}
