import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReadingQuery } from '../contract.ts';
import type { Database } from './database.ts';
import { knownKits } from './names.ts';
import { numbers } from './numbers.ts';
import { type Source, sourcesFor } from './sources.ts';
import { ident, millis, within } from './sql.ts';

/** What one round of queries reads: some kits whole, or one kit for a while. */
export interface Slice {
  readonly kits: readonly number[];
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Rows a slice should have, over all its tables. It bounds what a scan holds in memory. */
const SLICE_ROWS = 65_536;
const HOUR = 3_600_000;

function union(sources: readonly Source[], columns: string, where: string): string {
  return sources
    .map(({ table, only }) => `SELECT ${columns} FROM ${ident(table)} WHERE ${where} ${only}`)
    .join(' UNION ALL ');
}

interface Planning {
  readonly connection: DuckDBConnection;
  readonly sources: readonly Source[];
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** A kit with many rows, hour by hour, gathered into stretches of about a slice each. */
async function stretches({ connection, sources, from, to }: Planning, kit: number): Promise<Slice[]> {
  const hours = await numbers(
    connection,
    `SELECT (h * ${HOUR})::DOUBLE, count(*)::DOUBLE
     FROM (SELECT epoch_ms(time) // ${HOUR} AS h FROM (${union(sources, 'time', within([kit], from, to))}))
     GROUP BY h ORDER BY h`,
  );
  const slices: Slice[] = [];
  let start = from;
  let rows = 0;
  for (const [hour, n] of hours as [number, number][]) {
    if (rows > 0 && rows + n > SLICE_ROWS) {
      slices.push({ kits: [kit], from: start, to: hour });
      start = hour;
      rows = 0;
    }
    rows += n;
  }
  slices.push({ kits: [kit], from: start, to });
  return slices;
}

/** Divides a scan into slices: several kits with few rows share one, a kit with many gets several. */
export async function planSlices(
  database: Database,
  connection: DuckDBConnection,
  query: ReadingQuery,
): Promise<Slice[]> {
  const sources = sourcesFor(database, query);
  const kits = knownKits(database, query.kits);
  if (sources.length === 0 || kits.length === 0) return [];
  const planning: Planning = { connection, sources, from: query.from, to: query.to };
  const counts = await numbers(
    connection,
    `SELECT kit, count(*)::DOUBLE FROM (${union(sources, 'kit', within(kits, query.from, query.to))})
     GROUP BY kit ORDER BY kit`,
  );
  const slices: Slice[] = [];
  let shared: number[] = [];
  let rows = 0;
  const endShared = () => {
    if (shared.length > 0) slices.push({ kits: shared, from: query.from, to: query.to });
    shared = [];
    rows = 0;
  };
  for (const [kit, n] of counts as [number, number][]) {
    if (rows + n > SLICE_ROWS) endShared();
    if (n > SLICE_ROWS) {
      slices.push(...(await stretches(planning, kit)));
      continue;
    }
    shared.push(kit);
    rows += n;
  }
  endShared();
  return slices;
}

/** The query that reads a slice of one table, by kit and time. */
export function sliceSql({ table, columns, only }: Source, { kits, from, to }: Slice): string {
  return `SELECT kit, channel, ${millis('time')}, ${millis('received')}, ${columns}
    FROM ${ident(table)} WHERE ${within(kits, from, to)} ${only} ORDER BY kit, ${ident(table)}.time`;
}
