import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Latest } from '../../domain/latest.ts';
import { Dictionary } from './dictionary.ts';
import { openInstance } from './instance.ts';
import { Kept } from './kept.ts';
import { loadLatest } from './latest-snapshot.ts';
import type { Layout } from './layout.ts';
import { numbers } from './numbers.ts';
import type { DuckDbOptions } from './options.ts';
import { prepareSchema } from './schema.ts';
import { TouchedDays } from './touched-days.ts';

/** The last commit, as the file has it. */
export interface Commit {
  /** 1, 2, 3, …: tells whether a commit whose outcome was not seen took place. */
  readonly number: number;
  readonly watermark: number;
  /** Earliest arrival of what was stored after the snapshot of newest readings; undefined for nothing. */
  readonly since: number | undefined;
}

/** An open database file and what is kept of it in memory. */
export interface Database {
  readonly instance: DuckDBInstance;
  /** Of the one writer. Nothing else may use it. */
  readonly writer: DuckDBConnection;
  /** Of the writer too, for what it has to read: an appender must not share its connection with queries. */
  readonly lookup: DuckDBConnection;
  readonly layout: Layout;
  readonly kits: Dictionary;
  readonly channels: Dictionary;
  readonly phenomena: Dictionary;
  readonly latest: Latest;
  readonly touched: TouchedDays;
  readonly kept: Kept;
  commit: Commit;
}

/** A new connection. */
export async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  return connection;
}

async function readDictionary(connection: DuckDBConnection, table: string): Promise<Dictionary> {
  const result = await connection.runAndReadAll(`SELECT id, name FROM ${table}`);
  return new Dictionary(table, result.getRows() as [number, string][]);
}

async function readCommit(connection: DuckDBConnection): Promise<Commit> {
  const [row] = await numbers(
    connection,
    'SELECT max(number)::DOUBLE, max(watermark)::DOUBLE, min(since)::DOUBLE FROM commits',
  );
  return { number: row?.[0] ?? 0, watermark: row?.[1] ?? 0, since: row?.[2] ?? undefined };
}

async function load(instance: DuckDBInstance, connections: DuckDBConnection[]): Promise<Database> {
  const writer = await connect(instance);
  connections.push(writer);
  const lookup = await connect(instance);
  connections.push(lookup);
  const layout = await prepareSchema(writer);
  const kits = await readDictionary(writer, 'kits');
  const channels = await readDictionary(writer, 'channels');
  const phenomena = await readDictionary(writer, 'phenomena');
  const latest = new Latest();
  const commit = await readCommit(writer);
  const touched = await TouchedDays.load(writer, layout);
  const kept = await Kept.load(writer);
  const names = { kits, channels, phenomena };
  const database = { instance, writer, lookup, layout, ...names, latest, touched, kept, commit };
  await loadLatest(database, commit.since);
  return database;
}

/** Closes the file; words of what went wrong, where something did. */
export function closeDatabase(instance: DuckDBInstance, connections: readonly DuckDBConnection[]): string[] {
  const problems: string[] = [];
  // A connection that stays would keep the file open beside the next instance.
  const steps = [
    ...connections.map((connection) => () => connection.disconnectSync()),
    () => instance.closeSync(),
  ];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      problems.push(String(error));
    }
  }
  return problems;
}

/** Opens the file, making or extending its tables, and reads what is kept in memory. */
export async function openDatabase(options: DuckDbOptions): Promise<Database> {
  const instance = await openInstance(options);
  const connections: DuckDBConnection[] = [];
  try {
    return await load(instance, connections);
  } catch (error) {
    closeDatabase(instance, connections);
    throw error;
  }
}
