import type { RegistryEvent } from './contract.ts';
import type { Db, Tx } from './tables.ts';

/** What the registry writes to its log; pino's loggers fit. */
export interface Log {
  warn(details: object, message: string): void;
}

/** What every part of the registry stands on: the database, the clock, and one change at a time. */
export class Core {
  readonly db: Db;
  readonly now: () => number;
  readonly log: Log | undefined;
  readonly #listeners = new Set<(event: RegistryEvent) => void>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(given: { db: Db; now: () => number; log: Log | undefined }) {
    this.db = given.db;
    this.now = given.now;
    this.log = given.log;
  }

  /**
   * Runs `work` when all changes before it are done. Checks made inside see the memory that the transaction will change,
   * so that of two changes that exclude each other one is refused.
   */
  change<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Writes in one transaction; durable when resolved. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(work);
  }

  listen(listener: (event: RegistryEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells all listeners. One that throws is logged: the change has been made, and the others must hear of it. */
  tell(event: RegistryEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.log?.warn({ err: error, event }, 'a listener of the registry failed');
      }
    }
  }
}
