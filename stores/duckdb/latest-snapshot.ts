import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from './database.ts';
import { Feed } from './feed.ts';
import { type NumberRow, numbers } from './numbers.ts';
import { flagsOf, ident, instant, millis } from './sql.ts';

type Names = Pick<Database, 'kits' | 'channels' | 'phenomena' | 'latest' | 'layout' | 'writer'>;

function offer({ kits, channels, latest }: Names, phenomenon: string, row: NumberRow): void {
  const [kit, channel, time, received, value, flags] = row as number[];
  if (time === null || time === undefined) return;
  latest.offerOne({
    kit: kits.nameOf(kit as number),
    channel: channels.nameOf(channel as number),
    phenomenon,
    time,
    received: received as number,
    value: value as number,
    flags: flags as number,
  });
}

const NARROW = `SELECT kit, channel, ${millis('time')}, ${millis('received')}, value, flags, phenomenon`;

async function loadNarrow(names: Names, sql: string): Promise<void> {
  for (const row of await numbers(names.writer, sql)) {
    offer(names, names.phenomena.nameOf(row[6] as number), row);
  }
}

/** The newest of each phenomenon of a wide table among the rows that arrived from `since` on. */
async function loadWide(names: Names, table: number, since: number): Promise<void> {
  const wide = names.layout.tables[table];
  if (wide === undefined) return;
  const columns = wide.phenomena.flatMap((id) => {
    const [value, there] = [ident(id), `FILTER (${ident(id)} IS NOT NULL)`];
    return [
      `${millis(`max(time) ${there}`)}`,
      `${millis(`arg_max(received, time) ${there}`)}`,
      `arg_max(${value}, time) ${there}`,
      `arg_max(${flagsOf(id)}, time) ${there}`,
    ];
  });
  const sql = `SELECT kit, channel, ${columns.join(', ')} FROM ${ident(wide.name)}
    WHERE received >= ${instant(since)} GROUP BY kit, channel`;
  for (const row of await numbers(names.writer, sql)) {
    wide.phenomena.forEach((id, at) => {
      offer(names, id, [row[0] ?? null, row[1] ?? null, ...row.slice(2 + 4 * at, 6 + 4 * at)]);
    });
  }
}

/**
 * Reads the newest readings: the snapshot, and over it what arrived since. Exact even where clocks jump, because `since`
 * is the earliest arrival among the rows stored after the snapshot, kept by every commit.
 */
export async function loadLatest(names: Names, since: number | undefined): Promise<void> {
  await loadNarrow(names, `${NARROW} FROM latest`);
  if (since === undefined) return;
  for (let table = 0; table < names.layout.tables.length; table++) await loadWide(names, table, since);
  await loadNarrow(
    names,
    `SELECT kit, channel, ${millis('max(time)')}, ${millis('arg_max(received, time)')}, arg_max(value, time),
       arg_max(flags, time), phenomenon
     FROM others WHERE received >= ${instant(since)} GROUP BY kit, channel, phenomenon`,
  );
}

/** Rewrites the snapshot. To be called in a transaction of the writer; new dictionary entries are left to the caller. */
export async function saveLatest(names: Names, connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM latest');
  const appender = await connection.createAppender('latest');
  const feed = new Feed(appender, ['time', 'integer', 'integer', 'time', 'integer', 'double', 'mask']);
  try {
    for (const reading of names.latest.list()) {
      feed.put(0, reading.time);
      feed.put(1, names.kits.idOf(reading.kit));
      feed.put(2, names.channels.idOf(reading.channel));
      feed.put(3, reading.received);
      feed.put(4, names.phenomena.idOf(reading.phenomenon));
      feed.put(5, reading.value);
      feed.put(6, reading.flags);
      feed.next();
    }
    feed.flush();
  } finally {
    feed.close();
  }
}
