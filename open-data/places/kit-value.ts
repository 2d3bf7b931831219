import { COMPLETE } from '../../analysis/not-enough.ts';
import { disagree, PM25_CHANNELS } from '../../analysis/quality/channels.ts';
import { decibels, energyMean, inDecibels } from '../../domain/decibel.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { isTrendOnly } from '../hours/air-series.ts';
import type { HourRecord } from '../hours/hour-record.ts';

/** What one kit says of one hour. */
export interface KitValue {
  readonly kit: string;
  readonly value: number;
  readonly basis: 'raw' | 'corrected';
  /** ± in the phenomenon's unit; null where it is not known. */
  readonly plusMinus: number | null;
  /** Whether some of its readings are doubtful. */
  readonly suspect: boolean;
}

function together(phenomenon: string, values: readonly number[]): number | undefined {
  const of = phenomenonOf(phenomenon);
  if (of?.averaging === 'energetic') {
    const level = energyMean(values.map(decibels));
    return level === undefined ? undefined : inDecibels(level);
  }
  if (of?.group === 'particles' && disagree(Math.min(...values), Math.max(...values), PM25_CHANNELS))
    return undefined;
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/**
 * The one value of a kit's hour from its channels: whole hours only (75 %), corrected where a correction was applied, two channels
 * as their mean (levels as energy) unless they disagree. Undefined where nothing whole is left, or only a trend.
 */
export function kitValue(phenomenon: string, records: readonly HourRecord[]): KitValue | undefined {
  const whole = records.filter(
    (record) => record.completeness >= COMPLETE && Number.isFinite(record.mean) && !isTrendOnly(record),
  );
  const corrected = whole.filter((record) => record.corrected !== null);
  const counted = corrected.length > 0 ? corrected : whole;
  const [first] = counted;
  if (first === undefined) return undefined;
  const values = counted.map((record) => record.corrected ?? record.mean);
  const value = values.length === 1 ? values[0] : together(phenomenon, values);
  if (value === undefined) return undefined;
  const known = counted.flatMap(({ uncertainty }) => uncertainty?.plusMinus ?? []);
  return {
    kit: first.kit,
    value,
    basis: corrected.length > 0 ? 'corrected' : 'raw',
    plusMinus: known.length === 0 ? null : Math.max(...known),
    suspect: counted.some(({ suspect }) => suspect > 0),
  };
}
