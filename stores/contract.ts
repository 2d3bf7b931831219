import type { Sums } from '../domain/averaging.ts';
import type { HourMark } from '../domain/hour-mark.ts';
import type { Row, StoredReading } from '../domain/reading.ts';

/** Rows to store, in journal order, with the journal position they complete. */
export interface Batch {
  readonly rows: readonly Row[];
  /**
   * Indices into `rows` whose readings may be stored already: the store compares them with what it has
   * (and with each other, the first standing). The other rows are known to be new.
   */
  readonly late: readonly number[];
  /** Journal sequence that is complete once this batch is stored. Never falls. */
  readonly watermark: number;
}

/** A reading of a batch that was not stored, because the store has one of the same identity. */
export interface Verdict {
  /** Index into `rows`, and into the row's lists. */
  readonly row: number;
  readonly at: number;
  /** The value that stands. Equal to the offered one for a duplicate. */
  readonly stored: number;
}

/** A reading of a batch that the store's server will never take, with its words. */
export interface Refused {
  /** Index into `rows`, and into the row's lists. */
  readonly row: number;
  readonly at: number;
  readonly reason: string;
}

/** What became of a batch: accepted + duplicates + conflicts + refused = readings offered, unless it is to be retried whole. */
export interface AppendResult {
  readonly accepted: number;
  readonly duplicates: readonly Verdict[];
  readonly conflicts: readonly Verdict[];
  /** Absent for none. */
  readonly refused?: readonly Refused[];
  /** Set when nothing was stored and the same batch should be offered again. */
  readonly retry?: { readonly reason: string; readonly afterMs: number };
}

/** Which readings. Lists that are absent do not restrict; an empty `kits` list matches nothing. */
export interface ReadingQuery {
  readonly kits: readonly string[];
  readonly phenomena?: readonly string[];
  /** UTC ms, inclusive. */
  readonly from?: number;
  /** UTC ms, exclusive. */
  readonly to?: number;
}

export interface SeriesQuery {
  readonly kits: readonly string[];
  readonly phenomenon: string;
  readonly from: number;
  readonly to: number;
  /** Width of a bucket, ms; buckets start at multiples of it since 1970. */
  readonly bucketMs: number;
  /** One series over all kits instead of one a kit and channel. */
  readonly merged?: boolean;
  /** Whether p10, p50 and p90 are wanted too. From readings they cost a multiple of what the rest does. */
  readonly percentiles?: boolean;
}

/** Doubt about the readings of a bucket, and how they are spread. */
export interface Spread {
  /** Readings with one of `BAD_FLAGS`. They are in the sums like all others. */
  readonly bad: number;
  /** Readings with one of `SUSPECT_FLAGS` and none of `BAD_FLAGS`. */
  readonly suspect: number;
  /**
   * 10th, 50th and 90th percentile of the readings (linear between two of them). There where they were asked for and the bucket was made
   * from readings, or from the roll-up of one hour or one UTC day of one kit and channel; percentiles do not add up. The roll-up of a day
   * has them from the first `rollUp` after the day's end on; those made before there were percentiles, and of days some of whose readings
   * were not rolled up or were removed, have none.
   */
  readonly p10?: number | undefined;
  readonly p50?: number | undefined;
  readonly p90?: number | undefined;
}

/** Flags to be set and taken away of one stored reading. */
export interface FlagChange {
  readonly kit: string;
  readonly phenomenon: string;
  readonly channel: string;
  /** UTC ms. */
  readonly time: number;
  /** Masks of `FLAGS`, with no bit in common. */
  readonly set: number;
  readonly clear: number;
}

/** One bucket. `mean` is averaged as the phenomenon demands (energy for LAeq, circular for directions). */
export interface Bucket extends Spread {
  /** Empty strings when merged. */
  readonly kit: string;
  readonly channel: string;
  /** Start, UTC ms. */
  readonly time: number;
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** From `from` (UTC ms, inclusive) to `to` (exclusive). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which sums. `spans` have no instant in common; those over roll-ups begin and end with an hour, or a day. */
export interface SumsQuery extends Omit<SeriesQuery, 'from' | 'to'> {
  readonly spans: readonly Span[];
  /** What they are taken from: the readings, or the roll-ups of UTC hours or UTC days. */
  readonly source: 'readings' | 'hours' | 'days';
}

/** What the readings of one bucket come to. */
export interface BucketSums extends Sums, Spread {
  /** Empty strings when merged. */
  readonly kit: string;
  readonly channel: string;
  /** Start, UTC ms. */
  readonly time: number;
}

/** What is stored of one kit's phenomenon. */
export interface Holding {
  readonly kit: string;
  readonly phenomenon: string;
  readonly channel: string;
  readonly n: number;
  /** UTC ms of the oldest and newest. */
  readonly first: number;
  readonly last: number;
}

/** Thrown by reads when too many are under way, or the store is away; ask again after `retryAfterS` seconds. */
export class StoreBusyError extends Error {
  readonly retryAfterS: number;
  constructor(retryAfterS: number, words = 'too many queries at once') {
    super(words);
    this.name = 'StoreBusyError';
    this.retryAfterS = retryAfterS;
  }
}

/** What compacting a day came to. */
export interface Compaction {
  /** Rows of the day. */
  readonly rows: number;
  /** Rows fewer than before, because the columns of several of one instant went into one. */
  readonly merged: number;
  /** Instants with two values in one column, which were left as they were: none, unless something is broken. */
  readonly clashes: number;
}

/** Which readings are too old: those of the kit before the time (UTC ms, exclusive). */
export interface Limit {
  readonly kit: string;
  readonly before: number;
}

/** Readings of a kit that were removed, or would be. */
export interface Expired {
  readonly kit: string;
  readonly readings: number;
  /** UTC ms of the oldest and newest of them. */
  readonly first: number;
  readonly last: number;
}

/** What is done to a store by the clock. Days are given by their start, UTC ms. */
export interface StoreUpkeep {
  /** Days that have readings, in order. */
  days(): Promise<number[]>;
  /** Days that got readings since they were last compacted, in order; undefined for a store that sees to that itself. */
  uncompacted(): Promise<number[] | undefined>;
  /**
   * Puts the readings of a day in the order that reads best, and changes none of them; commits go on meanwhile. Safe to be
   * cut short at any moment, by `signal` too (it then rejects), and to be done again. Undefined for a store that sees to that itself.
   */
  compact(day: number, signal?: AbortSignal): Promise<Compaction | undefined>;
  /** Removes what is too old, or with `dry` only says what that would be. Roll-ups and newest readings stay. */
  expire(limits: readonly Limit[], dry: boolean): Promise<Expired[]>;
}

/** A place where readings are kept. Writes come from one committer, one at a time. */
export interface ReadingStore {
  /** Journal sequence up to which everything is stored, as of the last commit; 0 for an empty store. */
  watermark(): number;
  append(batch: Batch): Promise<AppendResult>;
  /** Removes every reading of a kit with its roll-ups, and moves the watermark, in one step. */
  erase(kit: string, watermark: number): Promise<void>;
  /** The newest reading of every kit, phenomenon and channel. */
  latest(): Promise<StoredReading[]>;
  /** From the readings, whatever the roll-ups say. */
  series(query: SeriesQuery): Promise<Bucket[]>;
  /**
   * Makes the roll-ups of these hours anew from what is stored, and those of the days they lie in, which are the sums of their hours'.
   * Hours without readings have none; those from before `expire` removed readings of the kit stay as they are. Doing it again changes nothing; safe on disk when resolved.
   */
  rollUp(marks: readonly HourMark[]): Promise<void>;
  /** What means are made of, in no order. Empty buckets are left out. */
  sums(query: SumsQuery): Promise<BucketSums[]>;
  /**
   * Changes flags of stored readings, never values; those that are not stored are passed over, several changes of one reading are done
   * in their order. Doing it again changes nothing; safe on disk when resolved. Roll-ups follow with the next `rollUp` of their hours.
   */
  flag(changes: readonly FlagChange[]): Promise<void>;
  holdings(kits: readonly string[]): Promise<Holding[]>;
  /** Streams readings kit by kit, each in order of time, in chunks of a few thousand; memory stays flat. */
  scan(query: ReadingQuery): AsyncIterable<StoredReading[]>;
  /**
   * The same readings in the same order as `scan`, without an object for each: `take` is called with one that changes from call to
   * call. Gives how many it was called for, every few thousand.
   */
  visit?(query: ReadingQuery, take: (reading: Readonly<StoredReading>) => void): AsyncIterable<number>;
  readonly upkeep?: StoreUpkeep;
  /** Makes everything committed safe without the journal; returns the watermark that is. */
  checkpoint(): Promise<number>;
  /**
   * Copies what is committed to a new file, as of a checkpoint made now, while commits go on; gives the watermark of a checkpoint
   * that the copy has at least. Absent where a server keeps the readings, which has backups of its own.
   */
  snapshot?(path: string): Promise<number>;
  close(): Promise<void>;
}
