import type { DuckDBConnection } from '@duckdb/node-api';
import { connect, type Database } from './database.ts';

type Work<T> = (database: Database, connection: DuckDBConnection) => Promise<T>;

/**
 * Long transactions beside the commits, one at a time, each on a connection of its own: commits go on meanwhile. What must not
 * meet one (erasures, checkpoints) waits its turn here before it takes its turn at the committer.
 */
export class Aside {
  #last = Promise.resolve<unknown>(undefined);
  #connection: DuckDBConnection | undefined;
  #running = Promise.resolve<unknown>(undefined);
  #closed = false;

  /** Runs one transaction when it is its turn; it rolls back where `work` rejects. */
  transaction<T>(open: () => Database | undefined, work: Work<T>): Promise<T> {
    return this.alone(() => {
      if (this.#closed) throw new Error('the store is closed');
      const database = open();
      if (database === undefined) throw new Error('the store is being opened again');
      const done = this.#transact(database, work);
      this.#running = done.catch(() => undefined);
      return done;
    });
  }

  /** Runs `work` when no transaction of this kind is under way. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the transaction under way, without effect, and resolves when its connection is closed. */
  async interrupt(): Promise<void> {
    this.#connection?.interrupt();
    await this.#running;
  }

  /** The same, and refuses every later one. */
  close(): Promise<void> {
    this.#closed = true;
    return this.interrupt();
  }

  async #transact<T>(database: Database, work: Work<T>): Promise<T> {
    const connection = await connect(database.instance);
    this.#connection = connection;
    try {
      await connection.run('BEGIN TRANSACTION');
      const result = await work(database, connection);
      await connection.run('COMMIT');
      return result;
    } finally {
      this.#connection = undefined;
      // Whatever was not committed ends with its connection.
      connection.disconnectSync();
    }
  }
}
