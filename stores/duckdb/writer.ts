import type { DuckDBAppender } from '@duckdb/node-api';
import type { HourMark } from '../../domain/hour-mark.ts';
import type { Row } from '../../domain/reading.ts';
import type { Batch, FlagChange } from '../contract.ts';
import type { Commit, Database } from './database.ts';
import { completeDays, daysToComplete, type KitDay } from './day-percentiles.ts';
import type { Dictionary } from './dictionary.ts';
import { type ColumnType, Feed } from './feed.ts';
import { changeFlags } from './flags.ts';
import { saveLatest } from './latest-snapshot.ts';
import { KEY_COLUMNS } from './layout.ts';
import { ROLL_UPS } from './roll-up-tables.ts';
import { rollUp } from './roll-ups.ts';
import { ident } from './sql.ts';

/** Positions in a row's lists that are not to be stored, by index into the batch's rows. */
export type Skips = ReadonlyMap<number, ReadonlySet<number>>;

/** Thrown when COMMIT itself failed: the transaction may have taken place or not. */
export class OutcomeUnknown extends Error {}

const KEYS: readonly ColumnType[] = ['time', 'integer', 'integer', 'time'];

async function wideFeed(database: Database, table: number): Promise<Feed> {
  const { name, phenomena } = database.layout.tables[table] ?? { name: '', phenomena: [] };
  const types = [...KEYS, ...phenomena.flatMap((): ColumnType[] => ['double', 'mask'])];
  return new Feed(await database.writer.createAppender(name), types, KEYS.length);
}

async function narrowFeed(database: Database): Promise<Feed> {
  const types: ColumnType[] = [...KEYS, 'integer', 'double', 'mask'];
  return new Feed(await database.writer.createAppender('others'), types);
}

/** The transactions of the one writer: rows, dictionaries and the watermark together, or nothing. */
export class Writer {
  readonly #database: Database;
  readonly #wide: readonly Feed[];
  readonly #narrow: Feed;

  private constructor(database: Database, wide: readonly Feed[], narrow: Feed) {
    this.#database = database;
    this.#wide = wide;
    this.#narrow = narrow;
  }

  static async open(database: Database): Promise<Writer> {
    const wide: Feed[] = [];
    for (let table = 0; table < database.layout.tables.length; table++) {
      wide.push(await wideFeed(database, table));
    }
    return new Writer(database, wide, await narrowFeed(database));
  }

  /** Stores a batch without its skips, and takes it into the newest readings. */
  async append({ rows, watermark }: Batch, skips: Skips): Promise<void> {
    const { writer, latest } = this.#database;
    let since: number | undefined;
    await this.#transaction(watermark, async () => {
      const touched = new Set<Feed>();
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index] as Row;
        this.#database.touched.note(row.time);
        this.#fill(row, skips.get(index), touched);
        if (since === undefined || row.received < since) since = row.received;
      }
      for (const feed of touched) feed.flush();
      return { since, writer };
    });
    for (let index = 0; index < rows.length; index++) latest.offer(rows[index] as Row, skips.get(index));
  }

  /** Removes everything of a kit. */
  async erase(kit: string, watermark: number): Promise<void> {
    const { writer, layout, kits, latest, kept } = this.#database;
    const id = kits.find(kit);
    await this.#transaction(watermark, async () => {
      if (id === undefined) return {};
      const tables = [
        ...layout.tables.map(({ name }) => name),
        'others',
        'latest',
        'kept',
        ...Object.values(ROLL_UPS),
      ];
      for (const table of tables) await writer.run(`DELETE FROM ${ident(table)} WHERE kit = ${id}`);
      await writer.run(`DELETE FROM kits WHERE id = ${id}`);
      return {};
    });
    kits.forget(kit);
    latest.forget(kit);
    if (id !== undefined) kept.forget(id);
  }

  /** See `ReadingStore.rollUp`. Gives the days that are to be completed then; `now` is UTC ms. */
  async rollUp(marks: readonly HourMark[], now: number): Promise<KitDay[][]> {
    const { commit } = this.#database;
    await this.#transaction(commit.watermark, async () => {
      await rollUp(this.#database, marks);
      return {};
    });
    return daysToComplete(this.#database, now);
  }

  /** Gives days that are over what they do not have as sums of their hours. */
  async completeDays(days: readonly KitDay[]): Promise<void> {
    const { commit } = this.#database;
    await this.#transaction(commit.watermark, async () => {
      await completeDays(this.#database, days);
      return {};
    });
  }

  /** See `ReadingStore.flag`. */
  async flag(changes: readonly FlagChange[]): Promise<void> {
    const { commit, latest } = this.#database;
    await this.#transaction(commit.watermark, async () => {
      await changeFlags(this.#database, changes);
      return {};
    });
    for (const change of changes) latest.reflag(change, change.set, change.clear);
  }

  /** Rewrites the snapshot of newest readings; what arrived before no longer needs to be looked through at the next start. */
  async snapshot(): Promise<void> {
    const { writer, commit } = this.#database;
    await this.#transaction(commit.watermark, async () => {
      await saveLatest(this.#database, writer);
      await writer.run('DELETE FROM commits');
      return { fresh: true };
    });
  }

  /** Lets go of the appenders; what they hold of a transaction that failed is thrown away. */
  close(): void {
    for (const feed of [...this.#wide, this.#narrow]) feed.close();
  }

  async #transaction(
    watermark: number,
    work: () => Promise<{ since?: number | undefined; fresh?: boolean }>,
  ): Promise<void> {
    const database = this.#database;
    const { writer, kits, channels, phenomena, touched } = database;
    await writer.run('BEGIN TRANSACTION');
    const { since, fresh = false } = await work();
    for (const dictionary of [kits, channels, phenomena]) await this.#writeAdded(dictionary);
    const before = database.commit;
    const next: Commit = {
      number: before.number + 1,
      watermark,
      since: fresh ? undefined : earliest(before.since, since),
    };
    await writer.run(`INSERT INTO commits VALUES (${next.number}, ${watermark}, ${since ?? 'NULL'})`);
    await touched.write(writer, next.number);
    try {
      await writer.run('COMMIT');
    } catch (error) {
      throw new OutcomeUnknown(error instanceof Error ? error.message : String(error));
    }
    for (const dictionary of [kits, channels, phenomena]) dictionary.keep();
    touched.keep();
    database.commit = next;
  }

  #fill(row: Row, except: ReadonlySet<number> | undefined, touched: Set<Feed>): void {
    const { layout, kits, channels } = this.#database;
    const kit = kits.idOf(row.kit);
    const channel = channels.idOf(row.channel);
    let open = 0;
    for (let at = 0; at < row.phenomena.length; at++) {
      if (except?.has(at)) continue;
      const place = layout.places.get(row.phenomena[at] as string);
      if (place === undefined) {
        this.#fillNarrow(row, at);
        touched.add(this.#narrow);
        continue;
      }
      const feed = this.#wide[place.table] as Feed;
      const bit = 1 << place.table;
      if ((open & bit) === 0) {
        open |= bit;
        putKeys(feed, row, kit, channel);
      }
      const column = KEY_COLUMNS.length + 2 * place.at;
      feed.put(column, row.values[at] as number);
      feed.put(column + 1, row.flags[at] as number);
    }
    for (let table = 0; open >> table !== 0; table++) {
      if (((open >> table) & 1) === 0) continue;
      const feed = this.#wide[table] as Feed;
      feed.next();
      touched.add(feed);
    }
  }

  #fillNarrow(row: Row, at: number): void {
    const { kits, channels, phenomena } = this.#database;
    const feed = this.#narrow;
    putKeys(feed, row, kits.idOf(row.kit), channels.idOf(row.channel));
    feed.put(4, phenomena.idOf(row.phenomena[at] as string));
    feed.put(5, row.values[at] as number);
    feed.put(6, row.flags[at] as number);
    feed.next();
  }

  async #writeAdded(dictionary: Dictionary): Promise<void> {
    const added = dictionary.added();
    if (added.length === 0) return;
    const appender: DuckDBAppender = await this.#database.writer.createAppender(dictionary.table);
    try {
      for (const [id, name] of added) {
        appender.appendInteger(id);
        appender.appendVarchar(name);
        appender.endRow();
      }
      appender.flushSync();
    } finally {
      appender.closeSync();
    }
  }
}

function putKeys(feed: Feed, row: Row, kit: number, channel: number): void {
  feed.put(0, row.time);
  feed.put(1, kit);
  feed.put(2, channel);
  feed.put(3, row.received);
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}
