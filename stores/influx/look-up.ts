import type { Row } from '../../domain/reading.ts';
import type { InfluxClient } from './client.ts';
import { ident, READINGS, receivedOf, within } from './influxql.ts';
import { type Known, keyOf } from './judge.ts';

/** Rows closer together than this are looked for by one statement, ms. */
const GAP = 600_000;
/** Statements of one request. */
export const STATEMENTS = 100;

interface Search {
  readonly kits: Set<string>;
  readonly from: number;
  to: number;
}

/** Stretches of time with the kits that are looked for in each. */
export function searches(asked: readonly Pick<Row, 'kit' | 'time'>[]): Search[] {
  const found: Search[] = [];
  let current: Search | undefined;
  for (const row of [...asked].sort((a, b) => a.time - b.time)) {
    if (current === undefined || row.time - current.to > GAP) {
      current = { kits: new Set(), from: row.time, to: row.time };
      found.push(current);
    }
    current.kits.add(row.kit);
    current.to = row.time;
  }
  return found;
}

/** What the rows of a batch at these places have. */
function phenomenaAt(known: ReadonlyMap<string, Known>, batch: readonly Row[]): string[] {
  const found = new Set<string>();
  for (const row of batch) if (known.has(keyOf(row))) for (const id of row.phenomena) found.add(id);
  return [...found];
}

/** Fills in what the store has at the kits, channels and times that it has to be asked about. */
export async function lookUp(
  client: InfluxClient,
  known: ReadonlyMap<string, Known>,
  batch: readonly Row[],
): Promise<void> {
  const asked = [...known.values()].filter(({ ask }) => ask);
  if (asked.length === 0) return;
  const phenomena = phenomenaAt(known, batch);
  const fields = phenomena.flatMap((id) => [ident(id), ident(receivedOf(id))]).join(', ');
  const statements = searches(asked.map(({ row }) => row)).map(({ kits, from, to }) => {
    const which = within([...kits], from, to + 1);
    return `SELECT "received", ${fields} FROM ${READINGS} WHERE ${which} GROUP BY "kit", "channel"`;
  });
  for (let n = 0; n < statements.length; n += STATEMENTS) {
    const query = statements.slice(n, n + STATEMENTS).join('; ');
    for await (const { tags, values } of client.query(query)) {
      for (const row of values) take(known, tags, { row, phenomena });
    }
  }
}

function take(
  known: ReadonlyMap<string, Known>,
  tags: Readonly<Record<string, string>>,
  { row, phenomena }: { row: readonly unknown[]; phenomena: readonly string[] },
): void {
  const [time, received, ...fields] = row as (number | null)[];
  const place = { kit: tags['kit'] ?? '', channel: tags['channel'] ?? '', time: time as number };
  const at = known.get(keyOf(place));
  if (at === undefined) return;
  if (received !== null) at.received = received;
  for (const [n, phenomenon] of phenomena.entries()) {
    const value = fields[2 * n];
    if (typeof value !== 'number') continue;
    at.values.set(phenomenon, {
      value,
      received: fields[2 * n + 1] ?? received ?? Number.NaN,
      mine: true,
    });
  }
}
