import type { StoredReading } from '../../domain/reading.ts';
import type { AppendResult, Batch } from '../contract.ts';
import { type Database, openDatabase } from './database.ts';
import type { DuckDbOptions } from './instance.ts';
import { judge } from './late.ts';
import { Latest } from './latest.ts';
import type { Readers } from './readers.ts';
import { OutcomeUnknown, Writer } from './writer.ts';

/** Waits before a failed batch is to be offered again, ms: doubled from the first to the last. */
const FIRST_WAIT = 200;
const LAST_WAIT = 10_000;

interface Opened {
  readonly database: Database;
  readonly writer: Writer;
}

/** A commit whose outcome was not seen. */
interface Doubt {
  readonly number: number;
  readonly result: AppendResult;
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function offered(batch: Batch): number {
  return batch.rows.reduce((sum, row) => sum + row.phenomena.length, 0);
}

/** The one writer of the file: commits one after another, and opens the file again after a failure that broke it. */
export class Committer {
  readonly #options: DuckDbOptions;
  readonly #readers: Readers;
  #opened: Opened | undefined;
  #last = Promise.resolve<unknown>(undefined);
  /** The last commit that was seen to take place. */
  #seen = { number: 0, watermark: 0 };
  #safe = 0;
  #failures = 0;
  #doubt: Doubt | undefined;
  #newest = new Latest();
  #closed = false;

  constructor(options: DuckDbOptions, readers: Readers) {
    this.#options = options;
    this.#readers = readers;
  }

  get watermark(): number {
    return this.#seen.watermark;
  }

  async open(): Promise<void> {
    const { database } = await this.#reopen();
    this.#seen = database.commit;
  }

  append(batch: Batch): Promise<AppendResult> {
    return this.#inTurn(async () => {
      let result: AppendResult = { accepted: 0, duplicates: [], conflicts: [] };
      try {
        const { database, writer } = await this.#current();
        const before = this.#settleDoubt(database);
        if (before !== undefined) return before;
        const { skips, duplicates, conflicts } = await judge(database, batch);
        const accepted = offered(batch) - duplicates.length - conflicts.length;
        result = { accepted, duplicates, conflicts };
        if (batch.rows.length === 0 && batch.watermark === database.commit.watermark) return result;
        await writer.append(batch, skips);
        this.#took(database);
        return result;
      } catch (error) {
        const number = this.#seen.number + 1;
        if (error instanceof OutcomeUnknown) this.#doubt = { number, result };
        await this.#failed(error);
        return { accepted: 0, duplicates: [], conflicts: [], retry: this.#retry(error) };
      }
    });
  }

  erase(kit: string, watermark: number): Promise<void> {
    return this.#inTurn(async () => {
      try {
        const { database, writer } = await this.#current();
        await writer.erase(kit, watermark);
        this.#took(database);
        // Deletions are kept out of the log as far as may be: replaying them is where DuckDB has known faults.
        await this.#checkpoint(database);
      } catch (error) {
        await this.#failed(error);
        throw error;
      }
    });
  }

  /** The newest readings, of the last commit. */
  latest(): StoredReading[] {
    return this.#newest.list();
  }

  /** Writes the log into the file; gives the last watermark for which that succeeded. */
  checkpoint(): Promise<number> {
    return this.#inTurn(async () => {
      try {
        const { database, writer } = await this.#current();
        await writer.snapshot();
        this.#took(database);
        await this.#checkpoint(database);
      } catch (error) {
        await this.#failed(error);
      }
      return this.#safe;
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
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

  async #checkpoint({ writer }: Database): Promise<void> {
    try {
      await writer.run('CHECKPOINT');
      this.#safe = this.#seen.watermark;
    } catch (error) {
      this.#options.log?.warn(`the store could not be checkpointed: ${words(error)}`);
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
    const writer = await Writer.open(database);
    this.#opened = { database, writer };
    this.#newest = database.latest;
    this.#readers.use(database);
    return this.#opened;
  }

  /** What became of the batch whose commit was in doubt: its result where it took place, undefined where not. */
  #settleDoubt(database: Database): AppendResult | undefined {
    const doubt = this.#doubt;
    this.#doubt = undefined;
    if (doubt === undefined || database.commit.number < doubt.number) return undefined;
    this.#took(database);
    return doubt.result;
  }

  /** After any failure the file is opened anew: what is in memory then is what is on disk, whatever had happened. */
  async #failed(error: unknown): Promise<void> {
    this.#failures += 1;
    this.#options.log?.error(`the store failed: ${words(error)}`);
    await this.#letGo();
  }

  async #letGo(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened === undefined) return;
    await this.#readers.release();
    const { instance, writer, lookup } = opened.database;
    const steps = [
      () => opened.writer.close(),
      () => writer.disconnectSync(),
      () => lookup.disconnectSync(),
      () => instance.closeSync(),
    ];
    for (const step of steps) {
      try {
        step();
      } catch (error) {
        this.#options.log?.warn(`closing the store: ${words(error)}`);
      }
    }
  }

  #retry(error: unknown): { reason: string; afterMs: number } {
    const afterMs = Math.min(LAST_WAIT, FIRST_WAIT * 2 ** (this.#failures - 1));
    return { reason: words(error), afterMs };
  }
}
