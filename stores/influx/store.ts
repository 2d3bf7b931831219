import { setTimeout as sleep } from 'node:timers/promises';
import type { HourMark } from '../../domain/hour-mark.ts';
import type { StoredReading } from '../../domain/reading.ts';
import {
  type AppendResult,
  type Batch,
  type Bucket,
  type BucketSums,
  type FlagChange,
  type Holding,
  type ReadingQuery,
  type ReadingStore,
  type SeriesQuery,
  StoreBusyError,
  type SumsQuery,
} from '../contract.ts';
import { QueryGate } from '../query-gate.ts';
import { InfluxClient } from './client.ts';
import { Committer } from './committer.ts';
import { SilentKits } from './day-percentiles.ts';
import { InfluxError } from './failure.ts';
import { readHoldings } from './holdings.ts';
import { ident } from './influxql.ts';
import type { InfluxOptions } from './options.ts';
import type { RollUpParts } from './roll-up-parts.ts';
import { rollUp } from './roll-ups.ts';
import { scanReadings } from './scan.ts';
import { readSeries } from './series.ts';
import { readSums } from './sums.ts';
import { Transport } from './transport.ts';
import { InfluxUpkeep } from './upkeep.ts';

/** How long a request may go without an answer, ms, unless the options say. */
const TIMEOUT = 30_000;
/** Between two tries to open, ms. */
const PAUSE = 500;
/** Scans that may be open at once. */
const SCANS = 8;

/** What readers are told to wait for a server that is away, s. */
const AWAY_S = 5;

/** A server that is away is no fault of ours: readers may ask again. */
async function orBusy<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof InfluxError && error.passing) throw new StoreBusyError(AWAY_S, error.message);
    throw error;
  }
}

class InfluxStore implements ReadingStore {
  readonly #gate = new QueryGate();
  readonly #scans = new QueryGate({ slots: SCANS });
  readonly #client: InfluxClient;
  readonly #committer: Committer;
  readonly #now: () => number;
  readonly #silent = new SilentKits();
  readonly upkeep: InfluxUpkeep;

  constructor(client: InfluxClient, committer: Committer, now: () => number) {
    this.#client = client;
    this.#now = now;
    this.#committer = committer;
    this.upkeep = new InfluxUpkeep({
      client,
      committer,
      read: (work) => orBusy(this.#gate.run(work)),
      raise: (limits) => committer.raiseKept(limits),
    });
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

  async latest(): Promise<StoredReading[]> {
    return this.#committer.known.latest.list();
  }

  async series(query: SeriesQuery): Promise<Bucket[]> {
    if (query.kits.length === 0 || !this.#holds(query.kits, query.phenomenon)) return [];
    return await orBusy(this.#gate.run(() => readSeries(this.#client, query)));
  }

  async rollUp(marks: readonly HourMark[]): Promise<void> {
    const committer = this.#committer;
    const parts: RollUpParts = {
      sums: (query) => this.#gate.run(() => readSums(this.#client, query), true),
      phenomenaOf: (kits) => committer.known.latest.phenomenaOf(kits),
      write: (lines) => committer.write(lines),
      remove: (measurement, kit, span) => committer.remove(measurement, kit, span),
      now: this.#now,
    };
    await rollUp(
      parts,
      marks.filter((mark) => committer.keeps(mark)),
    );
    if (marks.length > 0)
      await this.#silent.complete(parts, [...committer.known.latest.newestTimes().keys()]);
  }

  flag(changes: readonly FlagChange[]): Promise<void> {
    return this.#committer.flag(changes);
  }

  async sums(query: SumsQuery): Promise<BucketSums[]> {
    if (query.kits.length === 0 || !this.#holds(query.kits, query.phenomenon)) return [];
    return await orBusy(this.#gate.run(() => readSums(this.#client, query)));
  }

  async holdings(kits: readonly string[]): Promise<Holding[]> {
    if (kits.length === 0) return [];
    return await orBusy(this.#gate.run(() => readHoldings(this.#client, this.#committer.known, kits)));
  }

  scan(query: ReadingQuery): AsyncIterable<StoredReading[]> {
    const { known } = this.#committer;
    const page = (sql: string) => orBusy(this.#gate.run(() => this.#client.all(sql), true));
    return scanReadings({ page, known, open: this.#scans }, query);
  }

  /** Everything committed is in the other server. */
  async checkpoint(): Promise<number> {
    return this.#committer.watermark;
  }

  async close(): Promise<void> {
    this.#scans.close();
    this.#gate.close();
    await this.#committer.close();
  }

  #holds(kits: readonly string[], phenomenon: string): boolean {
    return this.#committer.known.latest.phenomenaOf(kits).has(phenomenon);
  }
}

/** Makes the database of a 1.x server where it is not there; buckets of later ones are their operator's to make. */
async function openWithDatabase(
  committer: Committer,
  client: InfluxClient,
  options: InfluxOptions,
): Promise<void> {
  try {
    await committer.open();
  } catch (error) {
    const missing = error instanceof InfluxError && error.status === 404 && options.version === '1';
    if (!missing) throw error;
    await client.all(`CREATE DATABASE ${ident(options.bucket)}`);
    await committer.open();
  }
}

/**
 * Opens a store on an InfluxDB server. A server that is away is waited for as long as the options say; rejects with an
 * `InfluxError` where it stays away or refuses, in words that tell what to mend. `docs/STORES.md` says what is written there.
 */
export async function openInfluxStore(options: InfluxOptions): Promise<ReadingStore> {
  const { version, log, now = Date.now, timeoutMs = TIMEOUT, patienceMs = 0 } = options;
  const client = new InfluxClient(options, timeoutMs);
  const transport = new Transport(options, timeoutMs);
  const committer = new Committer({ client, transport, version, now });
  const end = Date.now() + patienceMs;
  let waited = false;
  for (;;) {
    try {
      await openWithDatabase(committer, client, options);
      return new InfluxStore(client, committer, now);
    } catch (error) {
      if (!(error instanceof InfluxError && error.passing) || Date.now() >= end) {
        await transport.close();
        throw error;
      }
      if (!waited) log?.warn(`waiting for the store: ${error.message}`);
      waited = true;
      await sleep(PAUSE);
    }
  }
}
