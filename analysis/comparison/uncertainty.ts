import { sensorFactsOf } from '../quality/sensors.ts';
import type { Agreement } from './statistics.ts';

/** ± of a value in the phenomenon's unit, and what it comes from. */
export interface Uncertainty {
  readonly plusMinus: number;
  readonly basis: 'datasheet' | 'co_location';
  /** The datasheet, or the pairs of the co-location, in words. */
  readonly source: string;
}

/** ± is so many standard deviations (JCGM 100:2008, 6.3.3: some 95 % of values lie within). */
export const COVERAGE_FACTOR = 2;

/** What is known of a kit: its model, and how it agreed with an official station where it stood beside one. */
export interface KnownKit {
  readonly phenomenon: string;
  readonly model?: string | undefined;
  readonly agreement?: Pick<Agreement, 'n' | 'rmse'> | undefined;
}

/**
 * What gives ± of the hourly values of a sensor: twice the RMSE of the co-location (coverage factor 2, JCGM 100:2008, 6.3.3; its bias
 * is in it), else what the datasheet promises. That is no random error that averaging an hour's readings would make smaller. It gives
 * undefined where neither is known: then values are a trend only.
 */
export function uncertaintyFor(known: KnownKit): (value: number) => Uncertainty | undefined {
  const { phenomenon, model, agreement } = known;
  if (agreement !== undefined) {
    const plusMinus = COVERAGE_FACTOR * agreement.rmse;
    const source = `${agreement.n} pairs beside an official station`;
    return () => ({ plusMinus, basis: 'co_location', source });
  }
  const facts = model === undefined ? undefined : sensorFactsOf(model, phenomenon);
  const accuracy = facts?.accuracy;
  if (facts === undefined || accuracy === undefined) return () => undefined;
  const { absolute, relative, joined } = accuracy;
  return (value) => {
    const share = Math.abs(value) * relative;
    const plusMinus = joined === 'sum' ? absolute + share : Math.max(absolute, share);
    return { plusMinus, basis: 'datasheet', source: facts.source };
  };
}
