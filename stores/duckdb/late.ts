import type { Row } from '../../domain/reading.ts';
import type { Batch, Verdict } from '../contract.ts';
import { clusters } from './clusters.ts';
import type { Database } from './database.ts';
import { Feed } from './feed.ts';
import { numbers } from './numbers.ts';
import { ident, instant } from './sql.ts';
import type { Skips } from './writer.ts';

/** What a batch's readings are, compared with the store and with each other. */
export interface Judgement {
  readonly skips: Skips;
  /** Readings that are new. */
  readonly accepted: number;
  readonly duplicates: readonly Verdict[];
  readonly conflicts: readonly Verdict[];
}

/** The values known at one kit, channel and time, by phenomenon. */
interface Known {
  readonly row: Row;
  readonly values: Map<string, number>;
}

function offered(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.phenomena.length, 0);
}

function keyOf({ kit, channel, time }: Row): string {
  return `${kit}\n${channel}\n${time}`;
}

/**
 * Decides which readings of a batch are new. Its late rows are compared with what is stored; they and every other row of
 * the batch that shares kit, channel and time with one of them are compared in order, the first standing.
 */
export async function judge(database: Database, { rows, late }: Batch): Promise<Judgement> {
  if (late.length === 0) return { skips: new Map(), accepted: offered(rows), duplicates: [], conflicts: [] };
  const known = new Map<string, Known>();
  for (const index of late) {
    const row = rows[index];
    if (row === undefined) continue;
    const key = keyOf(row);
    if (!known.has(key)) known.set(key, { row, values: new Map() });
  }
  const asked = new Set(late.flatMap((index) => rows[index]?.phenomena ?? []));
  await lookUp(database, [...known.values()], asked);
  return compare(rows, known);
}

function compare(rows: readonly Row[], known: ReadonlyMap<string, Known>): Judgement {
  const times = new Set([...known.values()].map(({ row }) => row.time));
  const skips = new Map<number, Set<number>>();
  const duplicates: Verdict[] = [];
  const conflicts: Verdict[] = [];
  for (const [index, row] of rows.entries()) {
    const values = times.has(row.time) ? known.get(keyOf(row))?.values : undefined;
    if (values === undefined) continue;
    for (const [at, phenomenon] of row.phenomena.entries()) {
      const offered = row.values[at] as number;
      const stored = values.get(phenomenon);
      if (stored === undefined) {
        values.set(phenomenon, offered);
        continue;
      }
      const skip = skips.get(index) ?? new Set();
      skips.set(index, skip.add(at));
      (stored === offered ? duplicates : conflicts).push({ row: index, at, stored });
    }
  }
  const accepted = offered(rows) - duplicates.length - conflicts.length;
  return { skips, accepted, duplicates, conflicts };
}

/** Fills in the stored values of the asked phenomena. */
async function lookUp(
  database: Database,
  entries: readonly Known[],
  asked: ReadonlySet<string>,
): Promise<void> {
  const { kits, channels, latest, lookup } = database;
  const candidates = entries.filter(({ row }) => latest.reaches(row.kit, row.channel, row.time));
  if (candidates.length === 0) return;
  await lookup.run(
    'CREATE OR REPLACE TEMP TABLE late_keys (time TIMESTAMP_MS, kit INTEGER, channel INTEGER, entry INTEGER)',
  );
  const appender = await lookup.createAppender('late_keys', 'main', 'temp');
  const feed = new Feed(appender, ['time', 'integer', 'integer', 'integer']);
  for (const [entry, { row }] of candidates.entries()) {
    feed.put(0, row.time);
    feed.put(1, kits.idOf(row.kit));
    feed.put(2, channels.idOf(row.channel));
    feed.put(3, entry);
    feed.next();
  }
  feed.flush();
  feed.close();
  for (const [from, to] of clusters(candidates.map(({ row }) => row.time))) {
    const span = `BETWEEN ${instant(from)} AND ${instant(to)}`;
    await lookUpWide(database, { candidates, asked, span });
    await lookUpNarrow(database, { candidates, asked, span });
  }
  await lookup.run('DROP TABLE late_keys');
}

interface Search {
  readonly candidates: readonly Known[];
  readonly asked: ReadonlySet<string>;
  readonly span: string;
}

function joined(table: string, columns: string, span: string): string {
  return `SELECT k.entry, ${columns} FROM (SELECT * FROM ${ident(table)} WHERE time ${span}) r
    JOIN late_keys k ON r.time = k.time AND r.kit = k.kit AND r.channel = k.channel`;
}

async function lookUpWide({ layout, lookup }: Database, { candidates, asked, span }: Search): Promise<void> {
  for (const { name, phenomena } of layout.tables) {
    const wanted = phenomena.filter((id) => asked.has(id));
    if (wanted.length === 0) continue;
    const sql = joined(name, wanted.map((id) => `r.${ident(id)}`).join(', '), span);
    for (const [entry, ...values] of await numbers(lookup, sql)) {
      const known = candidates[entry as number]?.values;
      for (const [n, value] of values.entries()) if (value !== null) known?.set(wanted[n] as string, value);
    }
  }
}

async function lookUpNarrow(
  { layout, lookup, phenomena }: Database,
  { candidates, asked, span }: Search,
): Promise<void> {
  if (![...asked].some((id) => !layout.places.has(id) && phenomena.find(id) !== undefined)) return;
  for (const [entry, id, value] of await numbers(lookup, joined('others', 'r.phenomenon, r.value', span))) {
    candidates[entry as number]?.values.set(phenomena.nameOf(id as number), value as number);
  }
}
