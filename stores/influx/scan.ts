import type { StoredReading } from '../../domain/reading.ts';
import type { ReadingQuery } from '../contract.ts';
import { comparePhenomena } from '../phenomenon-order.ts';
import type { QueryGate } from '../query-gate.ts';
import { compareText } from '../sorting.ts';
import type { Series } from './client.ts';
import { flagsOf, ident, READINGS, receivedOf, within } from './influxql.ts';
import type { Known } from './newest.ts';

/** Rows that one request asks for. */
const PAGE = 2000;

type Row = readonly (number | string | null)[];

/** What a scan reads from. */
export interface ScanParts {
  /** Asks for one page, when it is its turn. */
  readonly page: (sql: string) => Promise<Series[]>;
  readonly known: Known;
  /** Bounds how many scans are open. */
  readonly open: QueryGate;
}

/** The columns of a scan of some phenomena, and how a row of them is read. */
class Columns {
  readonly select: string;
  readonly #phenomena: readonly string[];
  readonly #apart: ReadonlySet<string>;

  constructor(phenomena: readonly string[], apart: ReadonlySet<string>) {
    this.#phenomena = phenomena;
    this.#apart = new Set(phenomena.filter((id) => apart.has(id)));
    const fields = phenomena.flatMap((id) => [
      id,
      flagsOf(id),
      ...(this.#apart.has(id) ? [receivedOf(id)] : []),
    ]);
    this.select = ['channel', 'received', ...fields].map(ident).join(', ');
  }

  /** Adds the readings of a row. A value whose flags or arrival are not there yet is just being written, and left out. */
  read(kit: string, row: Row, into: StoredReading[]): void {
    const [time, channel, rowReceived] = row;
    let at = 3;
    for (const phenomenon of this.#phenomena) {
      const [value, flags] = [row[at], row[at + 1]];
      at += 2;
      const own = this.#apart.has(phenomenon) ? row[at++] : null;
      const received = own ?? rowReceived;
      if (typeof value !== 'number' || typeof flags !== 'number' || typeof received !== 'number') continue;
      const place = { kit, channel: String(channel ?? ''), time: time as number };
      into.push({ ...place, phenomenon, value, flags, received });
    }
  }
}

/** Adds the readings of rows in order of time; those of one instant by channel, then phenomenon. */
function readRows(columns: Columns, kit: string, rows: readonly Row[]): StoredReading[] {
  const readings: StoredReading[] = [];
  for (let n = 0; n < rows.length; ) {
    const time = rows[n]?.[0];
    const same: Row[] = [];
    for (; n < rows.length && rows[n]?.[0] === time; n++) same.push(rows[n] as Row);
    same.sort((a, b) => compareText(String(a[1] ?? ''), String(b[1] ?? '')));
    for (const row of same) columns.read(kit, row, readings);
  }
  return readings;
}

interface Pages {
  readonly columns: Columns;
  readonly kit: string;
  readonly query: ReadingQuery;
}

/** The rows of one kit, page by page, so that a slow or abandoned reader holds nothing open at the server. */
async function* pagesOf({ page }: ScanParts, { columns, kit, query }: Pages): AsyncGenerator<Row[]> {
  let { from } = query;
  let limit = PAGE;
  for (;;) {
    const sql = `SELECT ${columns.select} FROM ${READINGS} WHERE ${within([kit], from, query.to)} LIMIT ${limit}`;
    const series = await page(sql);
    const rows = series.flatMap(({ values }) => values as Row[]);
    if (rows.length < limit) {
      yield rows;
      return;
    }
    // The last instant may go on in the next page.
    const last = rows.at(-1)?.[0] as number;
    const whole = rows.findIndex(([time]) => time === last);
    if (whole === 0) limit *= 2;
    else {
      yield rows.slice(0, whole);
      from = last;
    }
  }
}

/** See `ReadingStore.scan`. */
export async function* scanReadings(parts: ScanParts, query: ReadingQuery): AsyncGenerator<StoredReading[]> {
  const { latest, apart } = parts.known;
  const leave = await parts.open.enter();
  try {
    for (const kit of new Set(query.kits)) {
      const held = latest.phenomenaOf([kit]);
      const wanted =
        query.phenomena === undefined ? held : new Set(query.phenomena.filter((id) => held.has(id)));
      if (wanted.size === 0) continue;
      const columns = new Columns([...wanted].sort(comparePhenomena), apart);
      for await (const rows of pagesOf(parts, { columns, kit, query })) {
        const readings = readRows(columns, kit, rows);
        if (readings.length > 0) yield readings;
      }
    }
  } finally {
    leave();
  }
}
