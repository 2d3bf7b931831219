import type { FlagChange } from '../contract.ts';
import { mergeChanges } from '../flag-changes.ts';
import { clusters } from './clusters.ts';
import type { Database } from './database.ts';
import { Feed } from './feed.ts';
import { flagsOf, ident, instant } from './sql.ts';

/** The changes under way: of the writer's connection, in memory. `keep` has the bits that are not taken away. */
const CHANGES = 'flag_changes';
const COLUMNS =
  'time TIMESTAMP_MS, kit INTEGER, channel INTEGER, phenomenon INTEGER, added USMALLINT, keep USMALLINT';
const ALL = 0xffff;

/** Where flags stand: the table and column, and which rows of it have the phenomenon (dictionary id). */
interface Place {
  readonly table: string;
  readonly column: string;
  readonly only: string;
  readonly phenomenon: number;
}

/** Sets the flags of the readings that are changed from `from` to `to`; rows whose flags stay as they are are not written. */
function update({ table, column, only, phenomenon }: Place, from: number, to: number): string {
  const changed = `(${column} & c.keep) | c.added`;
  return `UPDATE ${table} AS r SET ${column} = ${changed} FROM ${CHANGES} c
    WHERE r.time BETWEEN ${instant(from)} AND ${instant(to)} AND ${only} AND c.phenomenon = ${phenomenon}
      AND r.time = c.time AND r.kit = c.kit AND r.channel = c.channel AND ${changed} <> ${column}`;
}

function placeOf({ layout }: Database, name: string, phenomenon: number): Place {
  const place = layout.places.get(name);
  const table = place === undefined ? undefined : layout.tables[place.table]?.name;
  if (table === undefined)
    return { table: 'others', column: 'flags', only: `r.phenomenon = ${phenomenon}`, phenomenon };
  // An instant may have several rows, of which one has the value.
  return { table: ident(table), column: flagsOf(name), only: `r.${ident(name)} IS NOT NULL`, phenomenon };
}

/** Fills the table of changes; gives the times of each phenomenon. Kits, channels and phenomena that were never stored are passed over. */
async function fill(database: Database, changes: readonly FlagChange[]): Promise<Map<string, number[]>> {
  const { writer, kits, channels, latest, phenomena } = database;
  const times = new Map<string, number[]>();
  const types = ['time', 'integer', 'integer', 'integer', 'mask', 'mask'] as const;
  const feed = new Feed(await writer.createAppender(CHANGES, null, 'temp'), types);
  try {
    for (const { kit, channel, phenomenon, time, set, clear } of changes) {
      if (!latest.has(kit, channel, phenomenon)) continue;
      feed.put(0, time);
      feed.put(1, kits.idOf(kit));
      feed.put(2, channels.idOf(channel));
      feed.put(3, phenomena.idOf(phenomenon));
      feed.put(4, set);
      feed.put(5, ALL & ~clear);
      feed.next();
      const known = times.get(phenomenon);
      if (known === undefined) times.set(phenomenon, [time]);
      else known.push(time);
    }
    feed.flush();
  } finally {
    feed.close();
  }
  return times;
}

/**
 * See `ReadingStore.flag`. To be called in a transaction of the writer; new dictionary entries and the newest readings in memory are
 * left to the caller. DuckDB updates these columns in place: rows stay where they are, so that a compacted day stays compacted.
 */
export async function changeFlags(database: Database, changes: readonly FlagChange[]): Promise<void> {
  const { writer, phenomena } = database;
  await writer.run(`CREATE OR REPLACE TEMP TABLE ${CHANGES} (${COLUMNS})`);
  for (const [name, times] of await fill(database, mergeChanges(changes))) {
    const id = phenomena.idOf(name);
    const place = placeOf(database, name, id);
    for (const [from, to] of clusters(times)) await writer.run(update(place, from, to));
    const newest = { table: 'latest', column: 'flags', only: `r.phenomenon = ${id}`, phenomenon: id };
    const [first = 0, last = 0] = [Math.min, Math.max].map((end) => times.reduce((a, b) => end(a, b)));
    await writer.run(update(newest, first, last));
  }
  await writer.run(`DROP TABLE ${CHANGES}`);
}
