import { Latest } from '../../domain/latest.ts';
import type { InfluxClient } from './client.ts';
import { flagsOf, ident, READINGS, receivedOf } from './influxql.ts';

/** What is known of the readings in the server. */
export interface Known {
  readonly latest: Latest;
  /** Phenomena of which some reading has an arrival of its own. */
  readonly apart: Set<string>;
}

async function fieldsOf(client: InfluxClient): Promise<string[]> {
  const series = await client.all(`SHOW FIELD KEYS FROM ${READINGS}`);
  return [...new Set(series.flatMap(({ values }) => values.map(([name]) => String(name))))];
}

/** Reads the newest reading of every kit, channel and phenomenon. */
export async function readNewest(client: InfluxClient): Promise<Known> {
  const fields = new Set(await fieldsOf(client));
  const latest = new Latest();
  const apart = new Set<string>();
  for (const phenomenon of fields) {
    // Fields without flags are not ours.
    if (!fields.has(flagsOf(phenomenon))) continue;
    if (fields.has(receivedOf(phenomenon))) apart.add(phenomenon);
    await readOne(client, phenomenon, latest);
  }
  return { latest, apart };
}

async function readOne(client: InfluxClient, phenomenon: string, latest: Latest): Promise<void> {
  const others = [flagsOf(phenomenon), 'received', receivedOf(phenomenon)].map(ident).join(', ');
  const query = `SELECT last(${ident(phenomenon)}), ${others} FROM ${READINGS} GROUP BY "kit", "channel"`;
  for await (const { tags, values } of client.query(query)) {
    for (const [time, value, flags, row, own] of values as (number | null)[][]) {
      const received = own ?? row;
      if (typeof flags !== 'number' || typeof received !== 'number') continue;
      const { kit = '', channel = '' } = tags;
      const newest = { time: time as number, value: value as number, flags, received };
      latest.offerOne({ kit, channel, phenomenon, ...newest });
    }
  }
}
