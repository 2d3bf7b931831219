import type { Uncertainty } from '../../analysis/comparison/uncertainty.ts';
import type { Registry } from '../../registry/contract.ts';
import type { Bucket, ReadingStore, SeriesQuery } from '../../stores/contract.ts';

/** Hours of one phenomenon of some kits: those that begin from `from` to before `to`, UTC ms. */
export interface HoursQuery {
  readonly kits: readonly string[];
  readonly phenomenon: string;
  readonly from: number;
  readonly to: number;
  /** Whether percentiles are wanted too, which cost more where hours are not rolled up yet. */
  readonly percentiles?: boolean;
}

/** What hours are read from; part of `ReadPorts`. */
export interface HoursPorts {
  readonly registry: Pick<Registry, 'kit'>;
  readonly store: Pick<ReadingStore, 'scan' | 'visit'>;
  series(query: SeriesQuery): Promise<Bucket[]>;
}

/** One UTC hour of one phenomenon, kit and channel. */
export interface HourRecord {
  readonly kit: string;
  readonly channel: string;
  /** Start, UTC ms. */
  readonly hour: number;
  /** Readings, bad ones included. */
  readonly n: number;
  /**
   * Readings that are not bad, as a share of what the sensor usually gives in an hour (the median of the hours with readings among
   * this one and the seven days before it), at most 1. An official station's value is of a whole hour: 1, or 0 where all is bad.
   */
  readonly completeness: number;
  /** As the phenomenon averages (energy for levels), in its unit, without bad readings; NaN where all are bad. So are `min` and `max`. */
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Percentiles of the readings that are not bad; undefined where they were not asked for or are not known. */
  readonly p10?: number | undefined;
  readonly p50?: number | undefined;
  readonly p90?: number | undefined;
  /** Readings that were left out, and those that count and are doubtful. */
  readonly bad: number;
  readonly suspect: number;
  /** The mean corrected, where a correction is chosen and could be applied. */
  readonly corrected: number | null;
  /** The correction that is chosen for the sensor, `id@version`, applied or not. */
  readonly correction: string | null;
  /** ± of the corrected mean, or of the mean where there is none. */
  readonly uncertainty: Uncertainty | null;
}
