import { averagingOf, meanOf } from '../../domain/averaging.ts';
import { BAD_FLAGS } from '../../domain/flags.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { Bucket, ReadingQuery } from '../../stores/contract.ts';
import type { HoursPorts } from './hour-record.ts';

const HOUR = 3_600_000;
/** Hours that are no further apart than this are read in one go. */
const TOGETHER = 12 * HOUR;
const RADIANS = Math.PI / 180;

/** What an hour comes to without its bad readings. */
export type Trusted = Pick<Bucket, 'mean' | 'min' | 'max' | 'p10' | 'p50' | 'p90'>;

/** An hour of which nothing can be trusted. */
const NOTHING_TRUSTED: Trusted = { mean: Number.NaN, min: Number.NaN, max: Number.NaN };

/** The percentile of sorted values, linear between two of them. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] as number;
  return low + (at % 1) * ((sorted[Math.ceil(at)] as number) - low);
}

function sumOf(values: Float64Array, of: (value: number) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}

/** The values of an hour, in order of time and at least one, put together as the phenomenon averages. */
function together(values: readonly number[], averaging: Averaging): Trusted {
  const sorted = Float64Array.from(values).sort();
  const [min, max] = [sorted[0] as number, sorted.at(-1) as number];
  let [first, second] = [values.at(-1) as number, 0];
  if (averaging === 'energetic') first = sumOf(sorted, (value) => 10 ** (value / 10));
  else if (averaging === 'circular') {
    first = sumOf(sorted, (value) => Math.sin(value * RADIANS));
    second = sumOf(sorted, (value) => Math.cos(value * RADIANS));
  }
  const sums = { n: sorted.length, sum: sumOf(sorted, (value) => value), min, max, first, second };
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => percentile(sorted, share));
  return { mean: meanOf(sums, averaging), min, max, p10, p50, p90 };
}

/** Values by the start of their hour and by channel. */
type Wanted = ReadonlyMap<number, ReadonlyMap<string, number[]>>;

function wantedOf(mixed: readonly Bucket[]): Wanted {
  const wanted = new Map<number, Map<string, number[]>>();
  for (const { time, channel } of mixed)
    wanted.set(time, (wanted.get(time) ?? new Map<string, number[]>()).set(channel, []));
  return wanted;
}

/** Stretches that hold the hours, given in order of time: near ones in one. */
function stretches(hours: readonly number[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const hour of hours) {
    const last = found.at(-1);
    if (last !== undefined && hour - last.to <= TOGETHER) last.to = hour + HOUR;
    else found.push({ from: hour, to: hour + HOUR });
  }
  return found;
}

/** Calls `put` for every reading of a query, without an object for each where the store can do that. */
async function each(
  store: HoursPorts['store'],
  query: ReadingQuery,
  put: (reading: Readonly<StoredReading>) => void,
): Promise<void> {
  if (store.visit === undefined) {
    for await (const chunk of store.scan(query)) chunk.forEach(put);
    return;
  }
  const counts = store.visit(query, put)[Symbol.asyncIterator]();
  for (let next = await counts.next(); !next.done; ) next = await counts.next();
}

function take(reading: Readonly<StoredReading>, wanted: Wanted): void {
  const { channel, time, value, flags } = reading;
  if (flags & BAD_FLAGS) return;
  wanted
    .get(Math.floor(time / HOUR) * HOUR)
    ?.get(channel)
    ?.push(value);
}

/**
 * What hours of one kit's phenomenon come to without their bad readings, read again from the store. Hours whose readings are all bad,
 * or were removed, come to nothing.
 */
export async function trustedHours(
  { store }: Pick<HoursPorts, 'store'>,
  of: { readonly kit: string; readonly phenomenon: string },
  buckets: readonly Bucket[],
): Promise<(bucket: Bucket) => Trusted> {
  const mixed = buckets.filter(({ bad, n }) => bad > 0 && bad < n);
  const wanted = wantedOf(mixed);
  for (const span of stretches([...wanted.keys()].sort((a, b) => a - b))) {
    await each(store, { kits: [of.kit], phenomena: [of.phenomenon], ...span }, (reading) =>
      take(reading, wanted),
    );
  }
  const averaging = averagingOf(of.phenomenon);
  return (bucket) => {
    if (bucket.bad === 0) return bucket;
    const values = wanted.get(bucket.time)?.get(bucket.channel) ?? [];
    return values.length === 0 ? NOTHING_TRUSTED : together(values, averaging);
  };
}
