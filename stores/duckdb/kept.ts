import type { DuckDBConnection } from '@duckdb/node-api';
import { numbers } from './numbers.ts';
import { millis } from './sql.ts';

/** From when on the readings of each kit are kept; on disk in the table `kept`. Earlier ones were removed, their roll-ups stay. */
export class Kept {
  readonly #from: Map<number, number>;

  private constructor(rows: readonly (readonly [kit: number, from: number])[]) {
    this.#from = new Map(rows);
  }

  /** Makes the table where there is none yet, and reads it. */
  static async load(connection: DuckDBConnection): Promise<Kept> {
    const found = await numbers(
      connection,
      `SELECT count(*)::DOUBLE FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'kept'`,
    );
    if (found[0]?.[0] === 0) {
      await connection.run('CREATE TABLE kept (kit INTEGER, since TIMESTAMP_MS)');
      // As for every table: the log never holds one being made.
      await connection.run('CHECKPOINT');
    }
    const sql = `SELECT kit, ${millis('max(since)')} FROM kept GROUP BY kit`;
    return new Kept((await numbers(connection, sql)) as [number, number][]);
  }

  /** UTC ms; −∞ for a kit (dictionary id) that nothing was removed of. */
  from(kit: number): number {
    return this.#from.get(kit) ?? Number.NEGATIVE_INFINITY;
  }

  /** Readings before `time` are removed from now on. */
  raise(kit: number, time: number): void {
    this.#from.set(kit, Math.max(time, this.from(kit)));
  }

  /** The kit was erased. */
  forget(kit: number): void {
    this.#from.delete(kit);
  }
}
