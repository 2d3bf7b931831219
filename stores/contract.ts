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
}

/** One bucket. `mean` is averaged as the phenomenon demands (energy for LAeq, circular for directions). */
export interface Bucket {
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

/** A place where readings are kept. Writes come from one committer, one at a time. */
export interface ReadingStore {
  /** Journal sequence up to which everything is stored, as of the last commit; 0 for an empty store. */
  watermark(): number;
  append(batch: Batch): Promise<AppendResult>;
  /** Removes every reading of a kit, and moves the watermark, in one step. */
  erase(kit: string, watermark: number): Promise<void>;
  /** The newest reading of every kit, phenomenon and channel. */
  latest(): Promise<StoredReading[]>;
  series(query: SeriesQuery): Promise<Bucket[]>;
  holdings(kits: readonly string[]): Promise<Holding[]>;
  /** Streams readings kit by kit, each in order of time, in chunks of a few thousand; memory stays flat. */
  scan(query: ReadingQuery): AsyncIterable<StoredReading[]>;
  /** Makes everything committed safe without the journal; returns the watermark that is. */
  checkpoint(): Promise<number>;
  close(): Promise<void>;
}
