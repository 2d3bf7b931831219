import { averagingOf, meanOf } from '../../domain/averaging.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { Bucket, SeriesQuery } from '../contract.ts';
import { byName } from '../sorting.ts';
import type { InfluxClient } from './client.ts';
import { ident, READINGS, within } from './influxql.ts';
import { readSums } from './sums.ts';

/** What the server aggregates itself, by the averaging of the phenomenon. */
const SERVER: Readonly<Partial<Record<Averaging, (field: string) => string>>> = {
  last: (field) => `last(${field})`,
  sum: (field) => `sum(${field})`,
};

interface Asked extends SeriesQuery {
  readonly width: number;
}

function tagsOf({ merged }: SeriesQuery): string[] {
  return merged === true ? [] : ['"kit"', '"channel"'];
}

async function aggregated(client: InfluxClient, query: Asked, averaging: Averaging): Promise<Bucket[]> {
  const field = ident(query.phenomenon);
  const mean = SERVER[averaging]?.(field) ?? `mean(${field})`;
  const by = [`time(${query.width}ms)`, ...tagsOf(query)].join(', ');
  const sql = `SELECT count(${field}), ${mean}, min(${field}), max(${field}) FROM ${READINGS}
    WHERE ${within(query.kits, query.from, query.to)} GROUP BY ${by} fill(none)`;
  const buckets: Bucket[] = [];
  for await (const { tags, values } of client.query(sql)) {
    const { kit = '', channel = '' } = tags;
    for (const [time = 0, n = 0, average = 0, min = 0, max = 0] of values as number[][]) {
      buckets.push({ kit, channel, time, n, mean: average, min, max });
    }
  }
  return buckets;
}

/** Means that InfluxQL of 1.6 does not have: it has no powers and no sines. */
async function computed(client: InfluxClient, query: Asked, averaging: Averaging): Promise<Bucket[]> {
  const { from, to, ...rest } = query;
  const sums = await readSums(client, { ...rest, spans: [{ from, to }], source: 'readings' });
  return sums.map((one) => {
    const { kit, channel, time, n, min, max } = one;
    return { kit, channel, time, n, mean: meanOf(one, averaging), min, max };
  });
}

/** See `ReadingStore.series`: by kit in the order asked, channel and time. Empty buckets are left out. */
export async function readSeries(client: InfluxClient, query: SeriesQuery): Promise<Bucket[]> {
  const asked = { ...query, width: Math.max(1, Math.round(query.bucketMs)) };
  const averaging = averagingOf(query.phenomenon);
  const own = averaging === 'energetic' || averaging === 'circular';
  const buckets = await (own ? computed : aggregated)(client, asked, averaging);
  return query.merged === true ? buckets : byName(buckets, query.kits);
}
