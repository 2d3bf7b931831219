import type { DuckDBConnection } from '@duckdb/node-api';

/** The tables of roll-ups. `time` is the start of the hour or day; `first` and `second` are those of `Sums`. */
export const ROLL_UPS = { hours: 'rollup_hours', days: 'rollup_days' } as const;

const COLUMNS = `time TIMESTAMP_MS, kit INTEGER, channel INTEGER, phenomenon INTEGER, n INTEGER, sum DOUBLE, min DOUBLE, max DOUBLE,
  first DOUBLE, second DOUBLE`;

/** Columns since 0.3.0, which roll-ups of before have as null until they are made anew. */
const SPREAD = ['bad INTEGER', 'suspect INTEGER', 'p10 DOUBLE', 'p50 DOUBLE', 'p90 DOUBLE'];

/** Hours and days that are being rolled up: `u` counts them since 1970. Of the writer's connection, in memory. */
export const MARKED = { hour: 'marked_hours', day: 'marked_days' } as const;

/** Percentiles of the readings of days that are being rolled up, and of how many; the same. */
export const DAY_PERCENTILES = 'day_percentiles';

const IN_MEMORY = `
CREATE TEMP TABLE ${MARKED.hour} (kit INTEGER, u INTEGER);
CREATE TEMP TABLE ${MARKED.day} (kit INTEGER, u INTEGER);
CREATE TEMP TABLE ${DAY_PERCENTILES} (u INTEGER, kit INTEGER, channel INTEGER, phenomenon INTEGER, n INTEGER,
  p10 DOUBLE, p50 DOUBLE, p90 DOUBLE);`;

/** Makes the tables and columns that the file does not have yet; tells whether there were any. */
export async function prepareRollUps(connection: DuckDBConnection): Promise<boolean> {
  await connection.run(IN_MEMORY);
  let made = false;
  for (const table of Object.values(ROLL_UPS)) {
    const found = await connection.runAndReadAll(
      `SELECT column_name FROM duckdb_columns() WHERE table_name = '${table}'`,
    );
    const columns = new Set(found.getRows().flat());
    const missing = SPREAD.filter((column) => !columns.has(column.split(' ')[0] ?? ''));
    if (columns.size === 0) await connection.run(`CREATE TABLE ${table} (${COLUMNS}, ${SPREAD.join(', ')})`);
    else for (const column of missing) await connection.run(`ALTER TABLE ${table} ADD COLUMN ${column}`);
    made ||= missing.length > 0;
  }
  return made;
}
