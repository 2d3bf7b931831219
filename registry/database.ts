import { closeSync, openSync } from 'node:fs';
import { Kysely, SqliteDialect } from 'kysely';
import Sqlite from 'libsql';
import { migrate } from './migrations.ts';
import type { Db, Tables } from './tables.ts';

/**
 * The registry's database, migrated. The file is made readable by its owner only: it holds exact positions.
 * WAL with synchronous=FULL: a commit that returned has been fsynced.
 */
export async function openDatabase(path: string, now: number): Promise<Db> {
  closeSync(openSync(path, 'a', 0o600));
  const sqlite = new Sqlite(path);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  try {
    await migrate(db, now);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}
