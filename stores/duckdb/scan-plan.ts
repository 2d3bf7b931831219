import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReadingQuery } from '../contract.ts';
import type { Database } from './database.ts';
import { knownKits } from './names.ts';
import { comparePhenomena } from './phenomenon-order.ts';
import { flagsOf, ident, millis, numbers, within } from './sql.ts';

/** One table to be scanned. */
export interface Source {
  readonly table: string;
  /** The phenomena whose columns are read; undefined for the narrow table, which names its phenomenon in each row. */
  readonly phenomena: readonly string[] | undefined;
  /** What is selected after kit, channel, time and received. */
  readonly columns: string;
  /** A condition beside kits and time; may be empty. */
  readonly only: string;
}

/** What one round of queries reads: some kits whole, or one kit for a while. */
export interface Slice {
  readonly kits: readonly number[];
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Rows a slice should have, over all its tables. It bounds what a scan holds in memory. */
const SLICE_ROWS = 65_536;
const HOUR = 3_600_000;

/** The tables that have any of the asked phenomena of these kits. */
export function sourcesFor(database: Database, { kits, phenomena: asked }: ReadingQuery): Source[] {
  const { layout, latest, phenomena: names } = database;
  const held = latest.phenomenaOf(kits);
  const wanted = asked === undefined ? held : new Set(asked.filter((id) => held.has(id)));
  const sources: Source[] = [];
  for (const { name, phenomena } of layout.tables) {
    const here = phenomena.filter((id) => wanted.has(id)).sort(comparePhenomena);
    if (here.length === 0) continue;
    const columns = here.map((id) => `${ident(id)}, ${flagsOf(id)}`).join(', ');
    const any = here.map((id) => `${ident(id)} IS NOT NULL`).join(' OR ');
    sources.push({ table: name, phenomena: here, columns, only: asked === undefined ? '' : `AND (${any})` });
  }
  const others = [...wanted].filter((id) => !layout.places.has(id)).map((id) => names.find(id));
  const ids = others.filter((id) => id !== undefined);
  if (ids.length > 0) {
    const only = `AND phenomenon IN (${ids.join(', ')})`;
    sources.push({ table: 'others', phenomena: undefined, columns: 'phenomenon, value, flags', only });
  }
  return sources;
}

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
