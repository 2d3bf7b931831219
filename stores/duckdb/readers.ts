import type { DuckDBConnection } from '@duckdb/node-api';
import { StoreBusyError } from '../contract.ts';
import type { QueryGate } from '../query-gate.ts';
import { connect, type Database } from './database.ts';

/** What a read works with. */
type Read<T> = (database: Database, connection: DuckDBConnection) => Promise<T>;

/** Told to readers who come while the file is being opened again. */
const RETRY_AFTER_S = 2;

/** Runs reads through the gate, each with a connection of its own while it lasts. */
export class Readers {
  readonly #gate: QueryGate;
  readonly #idle: DuckDBConnection[] = [];
  readonly #busy = new Set<DuckDBConnection>();
  readonly #running = new Set<Promise<unknown>>();
  #database: Database | undefined;

  constructor(gate: QueryGate) {
    this.#gate = gate;
  }

  use(database: Database): void {
    this.#database = database;
  }

  /** See `QueryGate.run`. While the file is being opened again, reads are refused as busy. */
  run<T>(read: Read<T>, patient = false): Promise<T> {
    return this.#gate.run(() => {
      const work = this.#withConnection(read);
      const settled = work.catch(() => undefined).finally(() => this.#running.delete(settled));
      this.#running.add(settled);
      return work;
    }, patient);
  }

  /** Ends the reads under way and lets go of the database: afterwards no connection of a reader is open. */
  async release(): Promise<void> {
    this.#database = undefined;
    for (const connection of this.#busy) connection.interrupt();
    await Promise.all(this.#running);
    for (const connection of this.#idle.splice(0)) connection.disconnectSync();
  }

  async #withConnection<T>(read: Read<T>): Promise<T> {
    const database = this.#database;
    if (database === undefined) throw new StoreBusyError(RETRY_AFTER_S);
    const connection = this.#idle.pop() ?? (await connect(database.instance));
    this.#busy.add(connection);
    try {
      if (this.#database !== database) throw new StoreBusyError(RETRY_AFTER_S);
      return await read(database, connection);
    } catch (error) {
      throw this.#database === database ? error : new StoreBusyError(RETRY_AFTER_S);
    } finally {
      this.#busy.delete(connection);
      if (this.#database === database) this.#idle.push(connection);
      else connection.disconnectSync();
    }
  }
}
