import { nearestValues } from '../quality/nearest.ts';
import { type Series, timeAt, valueAt } from '../quality/series.ts';
import { type HourMean, hourlyMeans } from './hourly.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What two instruments said of the same time. */
export interface Pair {
  /** Start of the time that both values are of, UTC ms. */
  readonly time: number;
  /** The official instrument's value. */
  readonly reference: number;
  /** The kit's value. */
  readonly sensor: number;
}

/**
 * How readings become pairs: means of the hours that hold at least `completeness` of their readings (AirNow and EPA count from
 * 0.75), or the kit's reading nearest to each of the reference's, at most `within` ms away.
 */
export type Pairing =
  | { readonly by: 'hour'; readonly completeness: number }
  | { readonly by: 'nearest'; readonly within: number };

/** The rule for everything that is published. */
export const HOURLY: Pairing = { by: 'hour', completeness: 0.75 };

/** Two series to compare. */
export interface Compared {
  readonly phenomenon: string;
  readonly reference: Series;
  readonly sensor: Series;
}

function join(reference: readonly HourMean[], sensor: readonly HourMean[], least: number): Pair[] {
  const whole = (mean: HourMean) => mean.completeness >= least;
  const known = new Map(reference.filter(whole).map(({ hour, value }) => [hour, value]));
  return sensor.filter(whole).flatMap(({ hour, value }) => {
    const other = known.get(hour);
    return other === undefined ? [] : [{ time: hour, reference: other, sensor: value }];
  });
}

/** The pairs of two series, oldest first. */
export function pairsOf({ phenomenon, reference, sensor }: Compared, pairing: Pairing = HOURLY): Pair[] {
  if (pairing.by === 'hour') {
    const of = (series: Series) => hourlyMeans(series, phenomenon);
    return join(of(reference), of(sensor), pairing.completeness);
  }
  return Array.from(nearestValues(reference, sensor, pairing.within), (value, i) => ({
    time: timeAt(reference, i),
    reference: valueAt(reference, i),
    sensor: value,
  })).filter(({ reference: a, sensor: b }) => Number.isFinite(a) && Number.isFinite(b));
}

/** Means by UTC day of hourly pairs, of the days that have at least `completeness` of their 24. */
export function dailyPairs(hourly: readonly Pair[], completeness = 0.75): Pair[] {
  const days = new Map<number, Pair[]>();
  for (const pair of hourly) {
    const day = Math.floor(pair.time / DAY) * DAY;
    days.set(day, [...(days.get(day) ?? []), pair]);
  }
  const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
  return [...days]
    .filter(([, pairs]) => pairs.length >= completeness * 24)
    .map(([time, pairs]) => ({
      time,
      reference: mean(pairs.map((pair) => pair.reference)),
      sensor: mean(pairs.map((pair) => pair.sensor)),
    }));
}
