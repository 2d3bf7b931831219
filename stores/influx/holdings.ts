import type { Holding } from '../contract.ts';
import { comparePhenomena } from '../phenomenon-order.ts';
import { byName } from '../sorting.ts';
import type { InfluxClient } from './client.ts';
import { ident, READINGS, within } from './influxql.ts';
import type { Known } from './newest.ts';

interface Held {
  kit: string;
  channel: string;
  n: number;
  first: number;
  last: number;
}

async function readOne(client: InfluxClient, phenomenon: string, which: string): Promise<Holding[]> {
  const statements = ['count', 'first', 'last'].map(
    (name) =>
      `SELECT ${name}(${ident(phenomenon)}) FROM ${READINGS} WHERE ${which} GROUP BY "kit", "channel"`,
  );
  const found = new Map<string, Held>();
  for await (const { statement, tags, values } of client.query(statements.join('; '))) {
    const { kit = '', channel = '' } = tags;
    const [time = 0, value = 0] = (values[0] ?? []) as number[];
    const key = `${kit}\n${channel}`;
    const held = found.get(key) ?? { kit, channel, n: 0, first: 0, last: 0 };
    found.set(key, held);
    if (statement === 0) held.n = value;
    else if (statement === 1) held.first = time;
    else held.last = time;
  }
  return [...found.values()].map((held) => ({ ...held, phenomenon }));
}

/** See `ReadingStore.holdings`: by kit in the order asked, channel and phenomenon. */
export async function readHoldings(
  client: InfluxClient,
  { latest }: Known,
  kits: readonly string[],
): Promise<Holding[]> {
  const phenomena = [...latest.phenomenaOf(kits)].sort(comparePhenomena);
  const found: Holding[] = [];
  for (const phenomenon of phenomena) found.push(...(await readOne(client, phenomenon, within(kits))));
  return byName(found, kits);
}
