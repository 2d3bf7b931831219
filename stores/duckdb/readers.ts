import type { DuckDBConnection } from '@duckdb/node-api';
import { StoreBusyError } from '../contract.ts';
import type { QueryGate } from '../query-gate.ts';
import { connect, type Database } from './database.ts';

/** What a read works with. */
export type Read<T> = (database: Database, connection: DuckDBConnection) => Promise<T>;

/** Runs reads through the gate, each with a connection of its own while it lasts. */
export class Readers {
  readonly #gate: QueryGate;
  readonly #idle: DuckDBConnection[] = [];
  readonly #busy = new Map<DuckDBConnection, Promise<unknown>>();
  #database: Database | undefined;

  constructor(gate: QueryGate) {
    this.#gate = gate;
  }

  use(database: Database): void {
    this.#database = database;
  }

  /** See `QueryGate.run`. While the file is being opened again, reads are refused as busy. */
  run<T>(read: Read<T>, patient = false): Promise<T> {
    return this.#gate.run(() => this.#withConnection(read), patient);
  }

  /** Ends the reads under way and lets go of the database. */
  async release(): Promise<void> {
    this.#database = undefined;
    for (const connection of this.#busy.keys()) connection.interrupt();
    await Promise.allSettled(this.#busy.values());
    for (const connection of this.#idle.splice(0)) connection.disconnectSync();
  }

  async #withConnection<T>(read: Read<T>): Promise<T> {
    const database = this.#database;
    if (database === undefined) throw new StoreBusyError(2);
    const connection = this.#idle.pop() ?? (await connect(database.instance));
    const work = read(database, connection);
    this.#busy.set(connection, work);
    try {
      return await work;
    } finally {
      this.#busy.delete(connection);
      if (this.#database === database) this.#idle.push(connection);
      else connection.disconnectSync();
    }
  }
}
