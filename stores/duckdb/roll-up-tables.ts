import type { DuckDBConnection } from '@duckdb/node-api';

/** The tables of roll-ups. `time` is the start of the hour or day; `first` and `second` are those of `Sums`. */
export const ROLL_UPS = { hours: 'rollup_hours', days: 'rollup_days' } as const;

const COLUMNS = `time TIMESTAMP_MS, kit INTEGER, channel INTEGER, phenomenon INTEGER, n INTEGER, sum DOUBLE, min DOUBLE, max DOUBLE,
  first DOUBLE, second DOUBLE`;

/** Hours that are being rolled up: `h` counts hours since 1970. Of the writer's connection, in memory. */
export const MARKED = 'marked_hours';

/** Makes the tables where the file does not have them yet; tells whether it did. */
export async function prepareRollUps(connection: DuckDBConnection): Promise<boolean> {
  await connection.run(`CREATE TEMP TABLE ${MARKED} (kit INTEGER, h INTEGER)`);
  const found = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER FROM duckdb_tables() WHERE table_name = '${ROLL_UPS.days}'`,
  );
  if (found.getRows()[0]?.[0] === 1) return false;
  for (const table of Object.values(ROLL_UPS))
    await connection.run(`CREATE TABLE IF NOT EXISTS ${table} (${COLUMNS})`);
  return true;
}
