import { averagingOf, meanOf } from '../../domain/averaging.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { Bucket, SeriesQuery } from '../contract.ts';
import { byName } from '../sorting.ts';
import type { InfluxClient } from './client.ts';
import { ident, READINGS, within } from './influxql.ts';
import { countStatements, percentilesIn } from './spread.ts';
import { readSums } from './sums.ts';

/** What the server aggregates itself, by the averaging of the phenomenon. */
const SERVER: Readonly<Partial<Record<Averaging, (field: string) => string>>> = {
  last: (field) => `last(${field})`,
  sum: (field) => `sum(${field})`,
};

interface Asked extends SeriesQuery {
  readonly width: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function tagsOf({ merged }: SeriesQuery): string[] {
  return merged === true ? [] : ['"kit"', '"channel"'];
}

async function aggregated(client: InfluxClient, query: Asked, averaging: Averaging): Promise<Bucket[]> {
  const field = ident(query.phenomenon);
  const mean = SERVER[averaging]?.(field) ?? `mean(${field})`;
  const where = within(query.kits, query.from, query.to);
  const groups = ` GROUP BY ${[`time(${query.width}ms)`, ...tagsOf(query)].join(', ')} fill(none)`;
  const select = `SELECT count(${field}), ${mean}, min(${field}), max(${field}) FROM ${READINGS} WHERE ${where}${groups}`;
  const statements = [select, ...countStatements(query.phenomenon, where, groups)];
  const buckets = new Map<string, Writable<Bucket>>();
  for await (const { statement, tags, values } of client.query(statements.join('; '))) {
    const { kit = '', channel = '' } = tags;
    for (const [time = 0, n = 0, average = 0, min = 0, max = 0] of values as number[][]) {
      const key = `${kit}\n${channel}\n${time}`;
      const bucket = buckets.get(key);
      if (statement === 0)
        buckets.set(key, { kit, channel, time, n, mean: average, min, max, bad: 0, suspect: 0 });
      else if (bucket !== undefined) bucket[statement === 1 ? 'bad' : 'suspect'] = n;
    }
  }
  return [...buckets.values()];
}

/** Means and percentiles that InfluxQL of 1.6 does not have: it has no powers, no sines and nothing between two values. */
async function computed(client: InfluxClient, query: Asked, averaging: Averaging): Promise<Bucket[]> {
  const { from, to, ...rest } = query;
  const sums = await readSums(client, { ...rest, spans: [{ from, to }], source: 'readings' });
  return sums.map((one) => {
    const { kit, channel, time, n, min, max, bad, suspect } = one;
    const mean = meanOf(one, averaging);
    return { kit, channel, time, n, mean, min, max, bad, suspect, ...percentilesIn(one) };
  });
}

/** See `ReadingStore.series`: by kit in the order asked, channel and time. Empty buckets are left out. */
export async function readSeries(client: InfluxClient, query: SeriesQuery): Promise<Bucket[]> {
  const asked = { ...query, width: Math.max(1, Math.round(query.bucketMs)) };
  const averaging = averagingOf(query.phenomenon);
  const own = averaging === 'energetic' || averaging === 'circular' || query.percentiles === true;
  const buckets = await (own ? computed : aggregated)(client, asked, averaging);
  return query.merged === true ? buckets : byName(buckets, query.kits);
}
