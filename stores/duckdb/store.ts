import type { HourMark } from '../../domain/hour-mark.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type {
  AppendResult,
  Batch,
  Bucket,
  BucketSums,
  FlagChange,
  Holding,
  ReadingQuery,
  ReadingStore,
  SeriesQuery,
  SumsQuery,
} from '../contract.ts';
import { QueryGate } from '../query-gate.ts';
import { Committer } from './committer.ts';
import { readHoldings } from './holdings.ts';
import type { DuckDbOptions } from './options.ts';
import { Readers } from './readers.ts';
import { scanReadings, visitReadings } from './scan.ts';
import { readSeries } from './series.ts';
import { copyCheckpointed } from './snapshot.ts';
import { readSums } from './sums.ts';
import { DuckDbUpkeep } from './upkeep.ts';

/** Scans that may be open at once; each holds up to a slice of rows in memory. */
const SCANS = 8;

class DuckDbStore implements ReadingStore {
  readonly #gate = new QueryGate();
  readonly #scans = new QueryGate({ slots: SCANS });
  readonly #readers = new Readers(this.#gate);
  readonly #committer: Committer;
  readonly #path: string;
  readonly upkeep: DuckDbUpkeep;

  constructor(options: DuckDbOptions) {
    this.#path = options.path;
    this.#committer = new Committer(options, this.#readers);
    this.upkeep = new DuckDbUpkeep(this.#committer, this.#readers);
  }

  open(): Promise<void> {
    return this.#committer.open();
  }

  watermark(): number {
    return this.#committer.watermark;
  }

  append(batch: Batch): Promise<AppendResult> {
    return this.#committer.append(batch);
  }

  erase(kit: string, watermark: number): Promise<void> {
    return this.#committer.erase(kit, watermark);
  }

  checkpoint(): Promise<number> {
    return this.#committer.checkpoint();
  }

  async snapshot(path: string): Promise<number> {
    const watermark = await this.#committer.checkpoint();
    await this.#committer.aside(() => copyCheckpointed(this.#path, path));
    return watermark;
  }

  async latest(): Promise<StoredReading[]> {
    return this.#committer.latest();
  }

  series(query: SeriesQuery): Promise<Bucket[]> {
    return this.#readers.run((database, connection) => readSeries(database, connection, query));
  }

  rollUp(marks: readonly HourMark[]): Promise<void> {
    return this.#committer.rollUp(marks);
  }

  async flag(changes: readonly FlagChange[]): Promise<void> {
    if (changes.length > 0) await this.#committer.flag(changes);
  }

  sums(query: SumsQuery): Promise<BucketSums[]> {
    return this.#readers.run((database, connection) => readSums(database, connection, query));
  }

  holdings(kits: readonly string[]): Promise<Holding[]> {
    return this.#readers.run((database, connection) => readHoldings(database, connection, kits));
  }

  scan(query: ReadingQuery): AsyncIterable<StoredReading[]> {
    return scanReadings({ readers: this.#readers, open: this.#scans }, query);
  }

  visit(query: ReadingQuery, take: (reading: Readonly<StoredReading>) => void): AsyncIterable<number> {
    return visitReadings({ readers: this.#readers, open: this.#scans }, query, take);
  }

  async close(): Promise<void> {
    this.#scans.close();
    this.#gate.close();
    await this.#committer.close();
  }
}

/**
 * Opens the embedded store: one DuckDB file, made when absent. Rejects where the file cannot be opened or is of a later
 * format. `docs/STORES.md` says what is on disk and how it recovers.
 */
export async function openDuckDbStore(options: DuckDbOptions): Promise<ReadingStore> {
  const store = new DuckDbStore(options);
  await store.open();
  return store;
}
