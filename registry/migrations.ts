import { sql } from 'kysely';
import type { Db, Tx } from './tables.ts';

/** One step of the tables' history: statements, run in one transaction. Add at the end, never change one that shipped. */
type Migration = readonly string[];

const FIRST: Migration = [
  `CREATE TABLE organisation (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, type TEXT NOT NULL, description TEXT NOT NULL)`,
  `CREATE TABLE project (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, summary TEXT NOT NULL, description TEXT NOT NULL, url TEXT NOT NULL,
    status TEXT NOT NULL, start_date TEXT, end_date TEXT, cluster TEXT, strategies TEXT NOT NULL, simulated INTEGER NOT NULL)`,
  `CREATE TABLE project_organisation (
    project TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    position INTEGER NOT NULL, PRIMARY KEY (project, organisation))`,
  `CREATE TABLE place (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, geometry TEXT NOT NULL, source TEXT NOT NULL,
    simulated INTEGER NOT NULL)`,
  `CREATE TABLE kit (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, model TEXT, dialect TEXT NOT NULL,
    external_id TEXT, external_key TEXT, project TEXT REFERENCES project (id), lat REAL, lon REAL,
    precision INTEGER NOT NULL, exposure TEXT NOT NULL, licence TEXT NOT NULL, steward TEXT NOT NULL,
    time_zone TEXT NOT NULL, simulated INTEGER NOT NULL, open INTEGER NOT NULL, created BIGINT NOT NULL,
    UNIQUE (dialect, external_key))`,
  `CREATE TABLE kit_token (
    kit TEXT PRIMARY KEY REFERENCES kit (id) ON DELETE CASCADE, digest TEXT NOT NULL, created BIGINT NOT NULL)`,
  `CREATE TABLE kit_name (
    kit TEXT NOT NULL REFERENCES kit (id) ON DELETE CASCADE, name TEXT NOT NULL, PRIMARY KEY (kit, name))`,
  'CREATE TABLE kit_removed (id TEXT PRIMARY KEY, removed BIGINT NOT NULL)',
  `CREATE TABLE invitation (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, project TEXT REFERENCES project (id) ON DELETE SET NULL,
    note TEXT NOT NULL, expires BIGINT NOT NULL, kit TEXT)`,
  'CREATE TABLE administrator (digest TEXT PRIMARY KEY, created BIGINT NOT NULL)',
  `CREATE TABLE quarantine (
    seq BIGINT PRIMARY KEY, received BIGINT NOT NULL, topic TEXT NOT NULL, kit TEXT NOT NULL, reason TEXT NOT NULL,
    bytes INTEGER NOT NULL, payload BLOB NOT NULL)`,
  // Covers the sums by which the oldest are found, so that they never read the payloads.
  'CREATE INDEX quarantine_size ON quarantine (seq, bytes)',
  'CREATE INDEX quarantine_age ON quarantine (received)',
  'CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)',
];

const ROTATION_OVERLAP: Migration = [
  `CREATE TABLE kit_token_before (
    kit TEXT PRIMARY KEY REFERENCES kit (id) ON DELETE CASCADE, digest TEXT NOT NULL, until BIGINT NOT NULL)`,
];

// Kits that were removed before have none: erasing them once more does no harm.
const ERASED: Migration = ['ALTER TABLE kit_removed ADD COLUMN erased BIGINT'];

const DIALECTS: Migration = [
  'ALTER TABLE kit ADD COLUMN gateway TEXT REFERENCES kit (id) ON DELETE SET NULL',
  'ALTER TABLE kit ADD COLUMN meanings TEXT',
  'ALTER TABLE kit ADD COLUMN mapping TEXT',
  `CREATE TABLE dialect_state (
    kit TEXT NOT NULL REFERENCES kit (id) ON DELETE CASCADE, dialect TEXT NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (kit, dialect))`,
];

const QUARANTINE_DEVICES: Migration = [
  "ALTER TABLE quarantine ADD COLUMN transport TEXT NOT NULL DEFAULT 'mqtt'",
  "ALTER TABLE quarantine ADD COLUMN headers TEXT NOT NULL DEFAULT '{}'",
  'ALTER TABLE quarantine ADD COLUMN retained INTEGER NOT NULL DEFAULT 0',
  "ALTER TABLE quarantine ADD COLUMN dialect TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE quarantine ADD COLUMN device TEXT NOT NULL DEFAULT ''",
  'CREATE INDEX quarantine_device ON quarantine (dialect, device, topic, seq)',
];

const HOUR_MARKS: Migration = [
  'CREATE TABLE hour_mark (hour BIGINT NOT NULL, kit TEXT NOT NULL, PRIMARY KEY (hour, kit)) WITHOUT ROWID',
];

const TRUST: Migration = [
  'ALTER TABLE kit ADD COLUMN official INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE kit ADD COLUMN calibrations TEXT',
  `CREATE TABLE annotation (
    id TEXT PRIMARY KEY, kit TEXT NOT NULL REFERENCES kit (id) ON DELETE CASCADE, kind TEXT NOT NULL,
    from_time BIGINT NOT NULL, to_time BIGINT NOT NULL, note TEXT NOT NULL)`,
  'CREATE INDEX annotation_kit ON annotation (kit)',
];

const MIGRATIONS: readonly Migration[] = [
  FIRST,
  ROTATION_OVERLAP,
  ERASED,
  DIALECTS,
  QUARANTINE_DEVICES,
  HOUR_MARKS,
  TRUST,
];

async function applied(db: Db): Promise<number> {
  await sql`CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, applied BIGINT NOT NULL)`.execute(
    db,
  );
  const row = await db
    .selectFrom('migration')
    .select(({ fn }) => fn.max('number').as('newest'))
    .executeTakeFirst();
  return row?.newest ?? 0;
}

async function apply(tx: Tx, number: number, now: number): Promise<void> {
  for (const statement of MIGRATIONS[number - 1] ?? []) await sql.raw(statement).execute(tx);
  await tx.insertInto('migration').values({ number, applied: now }).execute();
}

/** Brings the tables up to date, one transaction a migration. Throws where a newer Superilla has written them. */
export async function migrate(db: Db, now: number): Promise<void> {
  const newest = await applied(db);
  if (newest > MIGRATIONS.length)
    throw new Error(
      `The registry was written by a newer Superilla (tables ${newest}, this one knows ${MIGRATIONS.length}).`,
    );
  for (let number = newest + 1; number <= MIGRATIONS.length; number++)
    await db.transaction().execute((tx) => apply(tx, number, now));
}
