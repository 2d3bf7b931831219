import type { Row } from '../domain/reading.ts';
import type { Bucket, SeriesQuery } from '../stores/contract.ts';
import type { Job } from './clock.ts';

/** Roll-ups of hours and days, kept up with the readings. */
export interface RollUps {
  /**
   * To be called before a batch is offered to the store, each time: marks the hours it touches. Resolves when that is durable;
   * undefined where all were marked. Where it rejects the batch must not be offered.
   */
  begin(rows: readonly Row[]): Promise<void> | undefined;
  /** The batch is in the store. */
  end(): void;
  /** What `ReadingStore.series` gives (to the rounding of a double), read from roll-ups where they are up to date. */
  series(query: SeriesQuery): Promise<Bucket[]>;
  /** Rolls up what is marked and over. */
  job(everyMs: number): Job;
  /** Hours of kits that are marked now. */
  marked(): number;
  /** Hours of kits rolled up since the start. */
  rolledUp(): number;
}
