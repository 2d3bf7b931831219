import { setTimeout as sleep } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { HourMark } from '../../domain/hour-mark.ts';
import { Latest } from '../../domain/latest.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { AppendResult, Batch, FlagChange } from '../contract.ts';
import { Aside } from './aside.ts';
import { closeDatabase, type Database, openDatabase } from './database.ts';
import { type Doubt, isSame } from './doubt.ts';
import { judge } from './late.ts';
import type { DuckDbOptions } from './options.ts';
import type { Readers } from './readers.ts';
import { retryAfter, words } from './retry.ts';
import { OutcomeUnknown, Writer } from './writer.ts';

/**
 * While somebody reads who began before flags were changed, DuckDB does not checkpoint. It is tried again so often, ms, and for so long;
 * an export to a slow client may take longer.
 */
const PAUSE = 250;
const PATIENCE = 20_000;

interface Opened {
  readonly database: Database;
  readonly writer: Writer;
}

/** The one writer of the file: commits one after another, and opens the file again after a failure that broke it. */
export class Committer {
  readonly #options: DuckDbOptions;
  readonly #readers: Readers;
  #opened: Opened | undefined;
  #last = Promise.resolve<unknown>(undefined);
  /** The last commit that was seen to take place. */
  #seen = { number: 0, watermark: 0 };
  /** Watermark and number of the last commit that was checkpointed. */
  #safe = 0;
  #clean = -1;
  /** Number of the last commit that is in the file, not in its log alone. */
  #inFile = -1;
  #failures = 0;
  #doubt: Doubt | undefined;
  /** What was in doubt and had taken place: its batch is being offered again. */
  #stored: Doubt | undefined;
  #newest = new Latest();
  readonly #aside = new Aside();
  #closed = false;

  constructor(options: DuckDbOptions, readers: Readers) {
    this.#options = options;
    this.#readers = readers;
  }

  get watermark(): number {
    return this.#seen.watermark;
  }

  async open(): Promise<void> {
    await this.#reopen();
  }

  append(batch: Batch): Promise<AppendResult> {
    return this.#inTurn(async () => {
      let result: AppendResult = { accepted: 0, duplicates: [], conflicts: [] };
      try {
        const { database, writer } = await this.#current();
        const stored = this.#stored;
        if (stored !== undefined && isSame(stored.batch, batch)) {
          this.#stored = undefined;
          return stored.result;
        }
        // Another batch than the one that was stored after all: it may hold the same readings.
        const late = stored === undefined ? batch.late : batch.rows.map((_, index) => index);
        const { skips, ...judged } = await judge(database, { ...batch, late });
        result = judged;
        if (batch.rows.length === 0 && batch.watermark === database.commit.watermark) return result;
        await writer.append(batch, skips);
        this.#took(database);
        this.#stored = undefined;
        return result;
      } catch (error) {
        const number = this.#seen.number + 1;
        if (error instanceof OutcomeUnknown) this.#doubt = { number, batch, result };
        await this.#failed(error);
        return { accepted: 0, duplicates: [], conflicts: [], retry: retryAfter(error, this.#failures) };
      }
    });
  }

  erase(kit: string, watermark: number): Promise<void> {
    // Deletions are kept out of the log as far as may be: replaying them is where DuckDB has known faults.
    return this.#alone(async () => {
      await this.#transact((writer) => writer.erase(kit, watermark));
      await this.#checkpoint();
    });
  }

  /** See `ReadingStore.rollUp`. */
  async rollUp(marks: readonly HourMark[]): Promise<void> {
    const { now = Date.now } = this.#options;
    const steps = await this.#intoFile((writer) => writer.rollUp(marks, now()));
    for (const days of steps) await this.#intoFile((writer) => writer.completeDays(days));
  }

  /** See `ReadingStore.flag`. Into the file it comes with the roll-ups of its hours. */
  flag(changes: readonly FlagChange[]): Promise<void> {
    return this.#alone(() => this.#transact((writer) => writer.flag(changes)));
  }

  /** The newest readings, of the last commit. */
  latest(): StoredReading[] {
    return this.#newest.list();
  }

  /** Writes the log into the file; gives the last watermark for which that succeeded. */
  checkpoint(): Promise<number> {
    return this.#alone(async () => {
      try {
        const { database, writer } = await this.#current();
        if (database.commit.number === this.#clean) return this.#safe;
        await writer.snapshot();
        this.#took(database);
        await this.#checkpoint();
      } catch (error) {
        await this.#failed(error);
      }
      return this.#safe;
    });
  }

  /** Runs `work` between two commits. */
  between<T>(work: (database: Database) => T): Promise<T> {
    return this.#inTurn(async () => work((await this.#current()).database));
  }

  /** Runs one long transaction on a connection of its own, while commits go on. */
  aside<T>(work: (database: Database, connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#aside
      .transaction(() => this.#opened?.database, work)
      .finally(() => {
        this.#clean = -1;
      });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#aside.close();
    if (this.#opened !== undefined) await this.checkpoint();
    await this.#inTurn(async () => {
      this.#closed = true;
      await this.#letGo();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => {
      if (this.#closed) throw new Error('the store is closed');
      return work();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** The same, while nothing runs beside the commits. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#aside.alone(() => this.#inTurn(work));
  }

  /** Runs a transaction that the journal does not bring back: it is in the file when this resolves. */
  async #intoFile<T>(transaction: (writer: Writer) => Promise<T>): Promise<T> {
    const { result, number } = await this.#alone(async () => {
      const done = await this.#transact(transaction);
      return { result: done, number: this.#seen.number };
    });
    // The log may be lost where readings are not: they may be in the file, or come again from the journal.
    for (let waited = 0; this.#inFile < number; waited += PAUSE) {
      const last = waited >= PATIENCE;
      if (waited > 0) await sleep(PAUSE);
      await this.#alone(() => this.#checkpoint(last));
      if (last && this.#inFile < number) throw new Error('what was done is not in the file yet');
    }
    return result;
  }

  /** Runs a transaction of its own. */
  async #transact<T>(transaction: (writer: Writer) => Promise<T>): Promise<T> {
    try {
      const { database, writer } = await this.#current();
      const result = await transaction(writer);
      this.#took(database);
      return result;
    } catch (error) {
      await this.#failed(error);
      throw error;
    }
  }

  /** @param told whether it is told where it does not succeed */
  async #checkpoint(told = true): Promise<void> {
    try {
      const { database } = await this.#current();
      await database.writer.run('CHECKPOINT');
      this.#safe = this.#seen.watermark;
      this.#clean = this.#seen.number;
      this.#inFile = this.#seen.number;
    } catch (error) {
      if (told) this.#options.log?.warn(`the store could not be checkpointed: ${words(error)}`);
    }
  }

  #took(database: Database): void {
    this.#seen = database.commit;
    this.#failures = 0;
  }

  async #current(): Promise<Opened> {
    const opened = this.#opened ?? (await this.#reopen());
    if (opened.database.commit.number < this.#seen.number) {
      // The journal gives what was lost only at a start: going on would leave a hole below the watermark.
      throw new Error(
        'the store fell back to its last checkpoint; restart to bring back the rest from the journal',
      );
    }
    return opened;
  }

  async #reopen(): Promise<Opened> {
    const database = await openDatabase(this.#options);
    const writer = await Writer.open(database).catch((error: unknown) => {
      closeDatabase(database.instance, [database.writer, database.lookup]);
      throw error;
    });
    this.#opened = { database, writer };
    this.#newest = database.latest;
    const { number } = database.commit;
    if (this.#doubt !== undefined && number >= this.#doubt.number) this.#stored = this.#doubt;
    this.#doubt = undefined;
    if (number > this.#seen.number) this.#seen = database.commit;
    this.#readers.use(database);
    return this.#opened;
  }

  /**
   * After any failure the file is opened anew: what is in memory then is what is on disk, whatever had happened. At once,
   * because readers have nothing to ask until it is open.
   */
  async #failed(error: unknown): Promise<void> {
    this.#failures += 1;
    this.#options.log?.error(`the store failed: ${words(error)}`);
    await this.#letGo();
    try {
      await this.#reopen();
    } catch (again) {
      this.#options.log?.warn(`the store is not open until the next attempt: ${words(again)}`);
    }
  }

  async #letGo(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened === undefined) return;
    await this.#aside.interrupt();
    await this.#readers.release();
    opened.writer.close();
    const { instance, writer, lookup } = opened.database;
    for (const problem of closeDatabase(instance, [writer, lookup])) {
      this.#options.log?.warn(`closing the store: ${problem}`);
    }
  }
}
