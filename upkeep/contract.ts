import type { Row } from '../domain/reading.ts';
import type { Bucket, SeriesQuery } from '../stores/contract.ts';
import type { Job } from './clock.ts';

/** Roll-ups of hours and days, kept up with the readings. */
export interface RollUps {
  /** Marks the hours of rows durably, then has `store` store them. Everything that is stored goes through here. */
  around<T>(rows: readonly Row[], store: () => Promise<T>): Promise<T>;
  /** What `ReadingStore.series` gives (to the rounding of a double), read from roll-ups where they are up to date. */
  series(query: SeriesQuery): Promise<Bucket[]>;
  /** Rolls up what is marked and over. */
  job(everyMs: number): Job;
  /** Hours of kits that are marked now. */
  marked(): number;
  /** Hours of kits rolled up since the start. */
  rolledUp(): number;
}
