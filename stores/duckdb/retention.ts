import type { DuckDBConnection } from '@duckdb/node-api';
import type { Expired, Limit } from '../contract.ts';
import type { Database } from './database.ts';
import { numbers } from './numbers.ts';
import { ident, instant, millis } from './sql.ts';

const DAY = 86_400_000;

/** Days that one transaction removes readings of. */
const STRETCH = 10 * DAY;

/** A kit (dictionary id) and before when its readings are too old. */
export type KnownLimit = readonly [kit: number, before: number];

/** The limits of kits that the store knows. */
export function knownLimits({ kits }: Database, limits: readonly Limit[]): KnownLimit[] {
  return limits.flatMap(({ kit, before }) => {
    const id = kits.find(kit);
    return id === undefined ? [] : [[id, before] as const];
  });
}

/** The limits as a table `l (kit, before)`. */
function tableOf(limits: readonly KnownLimit[]): string {
  return `(VALUES ${limits.map(([kit, before]) => `(${kit}, ${instant(before)})`).join(', ')}) l (kit, before)`;
}

function latestOf(limits: readonly KnownLimit[]): number {
  return limits.reduce((latest, [, before]) => Math.max(latest, before), Number.NEGATIVE_INFINITY);
}

/** What is stored beyond the limits, kit by kit in the order of the limits. */
export async function beyond(
  { layout, kits }: Database,
  connection: DuckDBConnection,
  limits: readonly KnownLimit[],
): Promise<Expired[]> {
  if (limits.length === 0) return [];
  const wide = layout.tables.map(({ name, phenomena }): [string, string] => [
    name,
    phenomena.map((id) => `count(${ident(id)})`).join(' + '),
  ]);
  const each = [...wide, ['others', 'count(*)']].map(
    ([table = '', n]) => `SELECT t.kit, ${n} AS n, min(time) AS first, max(time) AS last
      FROM ${ident(table)} t JOIN ${tableOf(limits)} ON t.kit = l.kit AND t.time < l.before
      WHERE t.time < ${instant(latestOf(limits))} GROUP BY t.kit`,
  );
  const sql = `SELECT kit, sum(n)::DOUBLE, ${millis('min(first)')}, ${millis('max(last)')}
    FROM (${each.join(' UNION ALL ')}) GROUP BY kit`;
  const found = new Map((await numbers(connection, sql)).map((row) => [row[0], row as number[]]));
  return limits.flatMap(([kit]) => {
    const [, readings = 0, first = 0, last = 0] = found.get(kit) ?? [];
    return readings === 0 ? [] : [{ kit: kits.nameOf(kit), readings, first, last }];
  });
}

/** Stretches of time that together hold everything of `expired`. */
export function stretchesOf(expired: readonly Expired[]): [from: number, to: number][] {
  const from = expired.reduce((first, one) => Math.min(first, one.first), Number.POSITIVE_INFINITY);
  const to = expired.reduce((last, one) => Math.max(last, one.last + 1), Number.NEGATIVE_INFINITY);
  const stretches: [number, number][] = [];
  for (let start = from; start < to; start += STRETCH) stretches.push([start, Math.min(to, start + STRETCH)]);
  return stretches;
}

/** Writes down, before anything is removed, from when on readings are kept: roll-ups of earlier hours are not made anew. */
export async function raiseKept(connection: DuckDBConnection, limits: readonly KnownLimit[]): Promise<void> {
  if (limits.length === 0) return;
  await connection.run(
    `DELETE FROM kept USING ${tableOf(limits)} WHERE kept.kit = l.kit AND kept.since <= l.before`,
  );
  await connection.run(`INSERT INTO kept SELECT kit, before FROM ${tableOf(limits)}`);
}

/** Removes what is beyond the limits in a stretch of time, in the caller's transaction. */
export async function removeBeyond(
  { layout }: Database,
  connection: DuckDBConnection,
  { limits, from, to }: { limits: readonly KnownLimit[]; from: number; to: number },
): Promise<void> {
  for (const table of [...layout.tables.map(({ name }) => name), 'others']) {
    const name = ident(table);
    await connection.run(
      `DELETE FROM ${name} USING ${tableOf(limits)}
       WHERE ${name}.kit = l.kit AND ${name}.time < l.before
         AND ${name}.time >= ${instant(from)} AND ${name}.time < ${instant(to)}`,
    );
  }
}
