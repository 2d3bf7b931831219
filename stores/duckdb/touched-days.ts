import type { DuckDBConnection } from '@duckdb/node-api';
import type { Layout } from './layout.ts';
import { numbers } from './numbers.ts';
import { ident } from './sql.ts';

const DAY = 86_400_000;

/** The day of a time column, counted from 1970. */
export const DAY_OF_TIME = `floor(epoch_ms(time) / ${DAY}.0)::INTEGER`;

/** Every day that has rows, counted from 1970, in order. */
export function daysSql({ tables }: Layout): string {
  const each = [...tables.map(({ name }) => name), 'others'].map(
    (table) => `SELECT DISTINCT ${DAY_OF_TIME} AS day FROM ${ident(table)}`,
  );
  return `SELECT day FROM (${each.join(' UNION ')}) ORDER BY day`;
}

/** In a file of before, every day that has readings counts as touched. */
async function prepare(connection: DuckDBConnection, layout: Layout): Promise<void> {
  const found = await numbers(
    connection,
    `SELECT count(*)::DOUBLE FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'touched'`,
  );
  if (found[0]?.[0] !== 0) return;
  await connection.run('BEGIN TRANSACTION');
  await connection.run('CREATE TABLE touched (day INTEGER, number BIGINT)');
  await connection.run(`INSERT INTO touched SELECT day, 0 FROM (${daysSql(layout)})`);
  await connection.run('COMMIT');
  // As for every table: the log never holds one being made.
  await connection.run('CHECKPOINT');
}

/** The days that got rows since they were last compacted; on disk in the table `touched`, written by the commit that touches one. */
export class TouchedDays {
  readonly #days: Set<number>;
  #added: number[] = [];
  #lastDay = Number.NaN;

  private constructor(days: readonly number[]) {
    this.#days = new Set(days);
  }

  /** Makes the table where there is none yet, and reads it. */
  static async load(connection: DuckDBConnection, layout: Layout): Promise<TouchedDays> {
    await prepare(connection, layout);
    const rows = await numbers(connection, 'SELECT DISTINCT day FROM touched');
    return new TouchedDays(rows.map(([day]) => day as number));
  }

  /** A row of that time (UTC ms) is being stored. */
  note(time: number): void {
    const day = Math.floor(time / DAY);
    if (day === this.#lastDay) return;
    this.#lastDay = day;
    if (this.#days.has(day)) return;
    this.#days.add(day);
    this.#added.push(day);
  }

  /** Writes the days that this commit is the first to touch, in its transaction. */
  async write(connection: DuckDBConnection, number: number): Promise<void> {
    if (this.#added.length === 0) return;
    const rows = this.#added.map((day) => `(${day}, ${number})`);
    await connection.run(`INSERT INTO touched VALUES ${rows.join(', ')}`);
  }

  /** The commit took place. */
  keep(): void {
    this.#added = [];
  }

  /** Start of each touched day, UTC ms, in order. */
  list(): number[] {
    return [...this.#days].sort((a, b) => a - b).map((day) => day * DAY);
  }

  /** From now on rows of the day that starts then touch it anew. Between two commits only. */
  release(start: number): void {
    this.#days.delete(Math.floor(start / DAY));
    this.#lastDay = Number.NaN;
  }

  /** The day counts as touched after all: its compaction did not end. */
  restore(start: number): void {
    this.#days.add(Math.floor(start / DAY));
  }
}

/** Forgets that commits up to `number` touched the day that starts then. */
export async function settleDay(connection: DuckDBConnection, start: number, number: number): Promise<void> {
  await connection.run(`DELETE FROM touched WHERE day = ${Math.floor(start / DAY)} AND number <= ${number}`);
}
