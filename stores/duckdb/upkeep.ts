import type { Compaction, Expired, Limit, StoreUpkeep } from '../contract.ts';
import type { Committer } from './committer.ts';
import { type Compacted, compactionSteps, runStep } from './compaction.ts';
import type { Database } from './database.ts';
import { numbers } from './numbers.ts';
import type { Readers } from './readers.ts';
import { beyond, knownLimits, raiseKept, removeBeyond, stretchesOf } from './retention.ts';
import { daysSql, settleDay } from './touched-days.ts';

const DAY = 86_400_000;

function added(a: Compacted, b: Compacted): Compacted {
  return { rows: a.rows + b.rows, merged: a.merged + b.merged, clashes: a.clashes + b.clashes };
}

function sameFile(now: Database, before: Database): void {
  if (now !== before) throw new Error('the store was opened again meanwhile');
}

/** What is done to the file by the clock, beside the commits. */
export class DuckDbUpkeep implements StoreUpkeep {
  readonly #committer: Committer;
  readonly #readers: Readers;

  constructor(committer: Committer, readers: Readers) {
    this.#committer = committer;
    this.#readers = readers;
  }

  days(): Promise<number[]> {
    return this.#readers.run(async ({ layout }, connection) =>
      (await numbers(connection, daysSql(layout))).map(([day]) => (day as number) * DAY),
    );
  }

  uncompacted(): Promise<number[]> {
    return this.#committer.between(({ touched }) => touched.list());
  }

  async compact(day: number, signal?: AbortSignal): Promise<Compaction> {
    const { database, number } = await this.#committer.between((database) => {
      database.touched.release(day);
      return { database, number: database.commit.number };
    });
    try {
      const done = await this.#inSteps(database, day, signal);
      await this.#committer.aside((now, connection) => {
        sameFile(now, database);
        return settleDay(connection, day, number);
      });
      return done;
    } catch (error) {
      database.touched.restore(day);
      throw error;
    } finally {
      // Removed rows are kept out of the log as far as may be: replaying them is where DuckDB has known faults.
      await this.#committer.checkpoint();
    }
  }

  async expire(asked: readonly Limit[], dry: boolean): Promise<Expired[]> {
    const expired = await this.#readers.run((database, connection) =>
      beyond(database, connection, knownLimits(database, asked)),
    );
    if (dry || expired.length === 0) return expired;
    // The snapshot of newest readings outlives what is removed.
    await this.#committer.checkpoint();
    const gone = new Set(expired.map(({ kit }) => kit));
    const limits = asked.filter(({ kit }) => gone.has(kit));
    await this.#committer.aside((database, connection) =>
      raiseKept(connection, knownLimits(database, limits)),
    );
    await this.#committer.between((database) => {
      for (const [kit, before] of knownLimits(database, limits)) database.kept.raise(kit, before);
    });
    for (const [from, to] of stretchesOf(expired)) {
      await this.#committer.aside((database, connection) =>
        removeBeyond(database, connection, { limits: knownLimits(database, limits), from, to }),
      );
      await this.#committer.checkpoint();
    }
    return expired;
  }

  async #inSteps(database: Database, day: number, signal: AbortSignal | undefined): Promise<Compacted> {
    const steps = await this.#readers.run(
      (now, connection) => compactionSteps(connection, now.layout, day),
      true,
    );
    let done: Compacted = { rows: 0, merged: 0, clashes: 0 };
    for (const step of steps) {
      signal?.throwIfAborted();
      const one = await this.#committer.aside((now, connection) => {
        sameFile(now, database);
        return runStep(connection, step);
      });
      done = added(done, one);
    }
    return done;
  }
}
