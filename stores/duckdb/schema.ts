import type { DuckDBConnection } from '@duckdb/node-api';
import { KEY_COLUMNS, type Layout, layoutFor, type WideTable } from './layout.ts';
import { prepareRollUps } from './roll-up-tables.ts';
import { flagsOf, ident } from './sql.ts';

/** Version of the tables below. A file of a later one is not opened. */
const FORMAT = 1;

const KEYS = 'time TIMESTAMP_MS, kit INTEGER, channel INTEGER, received TIMESTAMP_MS';

const FIXED = `
CREATE TABLE IF NOT EXISTS meta (name VARCHAR, value VARCHAR);
CREATE TABLE IF NOT EXISTS kits (id INTEGER, name VARCHAR);
CREATE TABLE IF NOT EXISTS channels (id INTEGER, name VARCHAR);
CREATE TABLE IF NOT EXISTS phenomena (id INTEGER, name VARCHAR);
CREATE TABLE IF NOT EXISTS others (${KEYS}, phenomenon INTEGER, value DOUBLE, flags USMALLINT);
CREATE TABLE IF NOT EXISTS latest (${KEYS}, phenomenon INTEGER, value DOUBLE, flags USMALLINT);
CREATE TABLE IF NOT EXISTS commits (number BIGINT, watermark BIGINT, since BIGINT);`;

const WIDE_NAME = /^readings(_|$)/;

async function wideTables(connection: DuckDBConnection): Promise<WideTable[]> {
  const result = await connection.runAndReadAll(
    `SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal
     ORDER BY table_name, column_index`,
  );
  const tables = new Map<string, string[]>();
  for (const [table, column] of result.getRows() as [string, string][]) {
    if (!WIDE_NAME.test(table)) continue;
    const phenomena = tables.get(table) ?? [];
    tables.set(table, phenomena);
    const isKey = (KEY_COLUMNS as readonly string[]).includes(column);
    if (!isKey && !column.endsWith('_flags')) phenomena.push(column);
  }
  return [...tables].map(([name, phenomena]) => ({ name, phenomena }));
}

/** The statements that make `wanted` of what is on disk. Columns are only ever added, at the end. */
function changes(onDisk: readonly WideTable[], wanted: Layout): string[] {
  const known = new Map(onDisk.map((table) => [table.name, table.phenomena.length]));
  return wanted.tables.flatMap(({ name, phenomena }) => {
    const has = known.get(name);
    const added = phenomena
      .slice(has ?? 0)
      .flatMap((id) => [`${ident(id)} DOUBLE`, `${flagsOf(id)} USMALLINT`]);
    if (has === undefined) return [`CREATE TABLE ${ident(name)} (${KEYS}, ${added.join(', ')})`];
    return added.map((column) => `ALTER TABLE ${ident(name)} ADD COLUMN ${column}`);
  });
}

async function checkFormat(connection: DuckDBConnection): Promise<void> {
  const rows = (await connection.runAndReadAll(`SELECT value FROM meta WHERE name = 'format'`)).getRows();
  const format = rows[0]?.[0];
  if (format === undefined) await connection.run(`INSERT INTO meta VALUES ('format', '${FORMAT}')`);
  else if (Number(format) > FORMAT)
    throw new Error(`the store's file has format ${format}, this program knows ${FORMAT}`);
}

/**
 * Brings the file's tables up to the catalogue and gives the layout. Any change is checkpointed at once, so that the
 * write-ahead log never holds one: replaying changes of tables is where DuckDB has known faults.
 */
export async function prepareSchema(connection: DuckDBConnection): Promise<Layout> {
  await connection.run(FIXED);
  await checkFormat(connection);
  const onDisk = await wideTables(connection);
  const layout = layoutFor(onDisk);
  const statements = changes(onDisk, layout);
  for (const statement of statements) await connection.run(statement);
  const made = await prepareRollUps(connection);
  if (statements.length > 0 || made) await connection.run('CHECKPOINT');
  return layout;
}
