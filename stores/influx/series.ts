import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Bucket, SeriesQuery } from '../contract.ts';
import { byName } from '../sorting.ts';
import type { InfluxClient } from './client.ts';
import { ident, READINGS, within } from './influxql.ts';

/** Levels beyond this count as this in an energetic mean: powers of ten stay within a double, and no sound is there. */
const LOUDEST = 3000;

/** A mean that InfluxQL does not have: from the sums of two functions of the values. */
interface OwnMean {
  readonly add: (value: number) => readonly [number, number];
  readonly mean: (first: number, second: number, n: number) => number;
}

const RADIANS = Math.PI / 180;

const OWN: Readonly<Record<string, OwnMean>> = {
  energetic: {
    add: (value) => [10 ** (Math.max(-LOUDEST, Math.min(LOUDEST, value)) / 10), 0],
    mean: (energy, _, n) => 10 * Math.log10(energy / n),
  },
  circular: {
    add: (value) => [Math.sin(value * RADIANS), Math.cos(value * RADIANS)],
    mean: (y, x) => (Math.atan2(y, x) / RADIANS + 360) % 360,
  },
};

/** What the server aggregates itself, by the averaging of the phenomenon. */
const SERVER: Readonly<Record<string, (field: string) => string>> = {
  last: (field) => `last(${field})`,
  sum: (field) => `sum(${field})`,
};

interface Asked extends SeriesQuery {
  readonly width: number;
}

function tagsOf({ merged }: SeriesQuery): string[] {
  return merged === true ? [] : ['"kit"', '"channel"'];
}

async function aggregated(client: InfluxClient, query: Asked, averaging: string): Promise<Bucket[]> {
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

/** Sums of one bucket under way. */
interface Sums {
  n: number;
  first: number;
  second: number;
  min: number;
  max: number;
}

function add(sums: Sums, value: number, [first, second]: readonly [number, number]): void {
  sums.n += 1;
  sums.first += first;
  sums.second += second;
  if (value < sums.min) sums.min = value;
  if (value > sums.max) sums.max = value;
}

/** Streams the raw values: InfluxQL of 1.6 has no powers and no sines. */
async function streamed(client: InfluxClient, query: Asked, own: OwnMean): Promise<Bucket[]> {
  const by = tagsOf(query).join(', ');
  const sql = `SELECT ${ident(query.phenomenon)} FROM ${READINGS}
    WHERE ${within(query.kits, query.from, query.to)}${by === '' ? '' : ` GROUP BY ${by}`}`;
  const groups = new Map<string, { kit: string; channel: string; buckets: Map<number, Sums> }>();
  for await (const { tags, values } of client.query(sql)) {
    const { kit = '', channel = '' } = tags;
    const key = `${kit}\n${channel}`;
    const group = groups.get(key) ?? { kit, channel, buckets: new Map<number, Sums>() };
    groups.set(key, group);
    for (const [time = 0, value = 0] of values as number[][]) {
      const start = Math.floor(time / query.width) * query.width;
      let sums = group.buckets.get(start);
      if (sums === undefined) {
        sums = { n: 0, first: 0, second: 0, min: Infinity, max: -Infinity };
        group.buckets.set(start, sums);
      }
      add(sums, value, own.add(value));
    }
  }
  return [...groups.values()].flatMap(({ kit, channel, buckets }) =>
    [...buckets].map(([time, { n, first, second, min, max }]) => ({
      kit,
      channel,
      time,
      n,
      mean: own.mean(first, second, n),
      min,
      max,
    })),
  );
}

/** See `ReadingStore.series`: by kit in the order asked, channel and time. Empty buckets are left out. */
export async function readSeries(client: InfluxClient, query: SeriesQuery): Promise<Bucket[]> {
  const asked = { ...query, width: Math.max(1, Math.round(query.bucketMs)) };
  const averaging = phenomenonOf(query.phenomenon)?.averaging ?? 'arithmetic';
  const own = OWN[averaging];
  const buckets =
    own === undefined ? await aggregated(client, asked, averaging) : await streamed(client, asked, own);
  return query.merged === true ? buckets : byName(buckets, query.kits);
}
