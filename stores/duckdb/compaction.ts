import type { DuckDBConnection } from '@duckdb/node-api';
import { KEY_COLUMNS, type Layout } from './layout.ts';
import { numbers } from './numbers.ts';
import { flagsOf, ident, instant } from './sql.ts';

const DAY = 86_400_000;

/**
 * Rows that one transaction puts in order: two row groups of DuckDB. From one group on it writes them straight to the
 * file and not through its log; the more there are, the more memory the sorting takes.
 */
const STEP_ROWS = 245_760;

/** One transaction of a compaction: a table's rows of a day, of the kits from `first` to `last` (dictionary ids). */
export interface Step {
  readonly table: string;
  /** Columns of values; undefined for the narrow table, whose rows are not merged. */
  readonly phenomena: readonly string[] | undefined;
  readonly day: number;
  readonly first: number;
  readonly last: number;
}

/** What a step did. */
export interface Compacted {
  readonly rows: number;
  /** Rows fewer than before, because their columns went into another row. */
  readonly merged: number;
  /** Instants whose rows were left apart because they have two values in one column. */
  readonly clashes: number;
}

function ofDay(day: number): string {
  return `time >= ${instant(day)} AND time < ${instant(day + DAY)}`;
}

async function stepsOf(
  connection: DuckDBConnection,
  { table, phenomena, day }: Pick<Step, 'table' | 'phenomena' | 'day'>,
): Promise<Step[]> {
  const counts = await numbers(
    connection,
    `SELECT kit, count(*)::DOUBLE FROM ${ident(table)} WHERE ${ofDay(day)} GROUP BY kit ORDER BY kit`,
  );
  const steps: Step[] = [];
  let first: number | undefined;
  let last = 0;
  let rows = 0;
  for (const [kit, n] of counts as [number, number][]) {
    if (first !== undefined && rows + n > STEP_ROWS) {
      steps.push({ table, phenomena, day, first, last });
      first = undefined;
      rows = 0;
    }
    first ??= kit;
    last = kit;
    rows += n;
  }
  if (first !== undefined) steps.push({ table, phenomena, day, first, last });
  return steps;
}

/** The transactions that put a day (its start, UTC ms) in order. */
export async function compactionSteps(
  connection: DuckDBConnection,
  layout: Layout,
  day: number,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { name, phenomena } of layout.tables)
    steps.push(...(await stepsOf(connection, { table: name, phenomena, day })));
  steps.push(...(await stepsOf(connection, { table: 'others', phenomena: undefined, day })));
  return steps;
}

async function count(connection: DuckDBConnection, from: string): Promise<number> {
  const [row] = await numbers(connection, `SELECT count(*)::DOUBLE FROM ${from}`);
  return row?.[0] ?? 0;
}

const KEYS = KEY_COLUMNS.join(', ');

/**
 * Puts the rows that share kit, channel, time and arrival into `merged`, one row each; how many there are. Rows of other arrivals
 * stay apart: a row has one. `most` above 1 says that a column had two values, which no commit lets happen: those are left alone.
 */
async function merge(
  connection: DuckDBConnection,
  { table, phenomena }: { table: string; phenomena: readonly string[] },
  where: string,
): Promise<number> {
  const twice = `SELECT ${KEYS} FROM ${ident(table)} WHERE ${where} GROUP BY ${KEYS} HAVING count(*) > 1`;
  await connection.run(`CREATE TEMP TABLE twice AS ${twice}`);
  const n = await count(connection, 'twice');
  if (n === 0) return 0;
  const columns = phenomena
    .flatMap((id) => [ident(id), flagsOf(id)])
    .map((column) => `any_value(${column}) AS ${column}`);
  const counts = phenomena.map((id) => `count(${ident(id)})`);
  await connection.run(`CREATE TEMP TABLE merged AS
    SELECT ${KEYS}, ${columns.join(', ')}, greatest(${counts.join(', ')}) AS most
    FROM ${ident(table)} SEMI JOIN twice USING (${KEYS}) WHERE ${where} GROUP BY ${KEYS}`);
  return n;
}

/** Runs one step in the caller's transaction: the rows are taken out and put back in order, so that blocks can be passed over. */
export async function runStep(connection: DuckDBConnection, step: Step): Promise<Compacted> {
  const { table, phenomena, day, first, last } = step;
  const where = `${ofDay(day)} AND kit BETWEEN ${first} AND ${last}`;
  const toMerge = phenomena === undefined ? 0 : await merge(connection, { table, phenomena }, where);
  const whole = `SELECT * FROM ${ident(table)} WHERE ${where}`;
  const apart = `SELECT * FROM ${ident(table)} ANTI JOIN (FROM merged WHERE most = 1) USING (${KEYS})
    WHERE ${where} UNION ALL BY NAME SELECT * EXCLUDE (most) FROM merged WHERE most = 1`;
  const order = phenomena === undefined ? 'kit, phenomenon, channel, time' : 'kit, channel, time';
  const source = toMerge === 0 ? whole : apart;
  await connection.run(`CREATE TEMP TABLE sorted AS SELECT * FROM (${source}) ORDER BY ${order}`);
  const rows = await count(connection, 'sorted');
  const before = await count(connection, `(${whole})`);
  const clashes = toMerge === 0 ? 0 : await count(connection, 'merged WHERE most > 1');
  await connection.run(`DELETE FROM ${ident(table)} WHERE ${where}`);
  await connection.run(`INSERT INTO ${ident(table)} BY NAME FROM sorted`);
  for (const name of ['sorted', ...(toMerge === 0 ? [] : ['merged'])])
    await connection.run(`DROP TABLE ${name}`);
  if (phenomena !== undefined) await connection.run('DROP TABLE twice');
  return { rows, merged: before - rows, clashes };
}
