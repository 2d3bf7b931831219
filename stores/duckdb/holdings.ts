import type { DuckDBConnection } from '@duckdb/node-api';
import type { Holding } from '../contract.ts';
import { comparePhenomena } from '../phenomenon-order.ts';
import { byName } from '../sorting.ts';
import type { Database } from './database.ts';
import { knownKits } from './names.ts';
import { numbers } from './numbers.ts';
import { ident, millis, within } from './sql.ts';

interface Work {
  readonly database: Database;
  readonly connection: DuckDBConnection;
  /** Condition for the kits. */
  readonly which: string;
  readonly found: Holding[];
}

function note({ database, found }: Work, phenomenon: string, row: readonly (number | null)[]): void {
  const [kit, channel, n, first, last] = row as number[];
  if (n === 0 || n === undefined) return;
  found.push({
    kit: database.kits.nameOf(kit as number),
    channel: database.channels.nameOf(channel as number),
    phenomenon,
    n,
    first: first as number,
    last: last as number,
  });
}

async function wide(work: Work, table: string, phenomena: readonly string[]): Promise<void> {
  const columns = phenomena.flatMap((id) => {
    const there = `FILTER (${ident(id)} IS NOT NULL)`;
    return [`count(${ident(id)})::DOUBLE`, millis(`min(time) ${there}`), millis(`max(time) ${there}`)];
  });
  const sql = `SELECT kit, channel, ${columns.join(', ')} FROM ${ident(table)} WHERE ${work.which} GROUP BY kit, channel`;
  for (const [kit = null, channel = null, ...values] of await numbers(work.connection, sql)) {
    for (const [at, id] of phenomena.entries()) {
      note(work, id, [kit, channel, ...values.slice(3 * at, 3 * at + 3)]);
    }
  }
}

async function narrow(work: Work): Promise<void> {
  const sql = `SELECT kit, channel, count(*)::DOUBLE, ${millis('min(time)')}, ${millis('max(time)')}, phenomenon
    FROM others WHERE ${work.which} GROUP BY kit, channel, phenomenon`;
  for (const row of await numbers(work.connection, sql)) {
    note(work, work.database.phenomena.nameOf(row[5] as number), row);
  }
}

/** See `ReadingStore.holdings`: by kit in the order asked, channel and phenomenon. */
export async function readHoldings(
  database: Database,
  connection: DuckDBConnection,
  kits: readonly string[],
): Promise<Holding[]> {
  const ids = knownKits(database, kits);
  if (ids.length === 0) return [];
  const found: Holding[] = [];
  const work: Work = { database, connection, which: within(ids), found };
  const held = database.latest.phenomenaOf(kits);
  for (const { name, phenomena } of database.layout.tables) {
    const here = phenomena.filter((id) => held.has(id));
    if (here.length > 0) await wide(work, name, here);
  }
  if ([...held].some((id) => !database.layout.places.has(id))) await narrow(work);
  found.sort((a, b) => comparePhenomena(a.phenomenon, b.phenomenon));
  return byName(found, kits);
}
