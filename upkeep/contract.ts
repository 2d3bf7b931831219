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
  /** Whether an hour of a kit (start, UTC ms) has been judged and rolled up as it is stored now. */
  checked(kit: string, hour: number): boolean;
  /**
   * Has the hours of a kit from `from` to before `to` (UTC ms), as far as they have begun, judged and rolled up again: what is known of
   * the period has changed. Durable when resolved.
   */
  mark(kit: string, from: number, to: number): Promise<void>;
  /** UTC days (starts, ms) that have marked hours, in order. */
  markedDays(): number[];
  /** Hours before it (UTC ms) are history that waits to be judged; -Infinity when none is left. */
  judgedFrom(): number;
  /** Hours of kits that are marked now. */
  marked(): number;
  /** Hours of kits rolled up since the start. */
  rolledUp(): number;
}
