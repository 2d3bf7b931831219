import { addSums, averagingOf, meanOf } from '../domain/averaging.ts';
import type { Averaging } from '../domain/phenomena/phenomenon.ts';
import type { Bucket, BucketSums, ReadingStore, SeriesQuery } from '../stores/contract.ts';
import { divideRange, type Parts } from './spans.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Groups of kits with the same marks that are asked for apart, and spans of one source in one question. */
const GROUPS = 4;
const SPANS = 64;

/** What series are made from. */
export interface SeriesParts {
  readonly store: Pick<ReadingStore, 'series' | 'sums'>;
  /** Starts of the marked hours of a kit from `from` to before `to`, in order. */
  marked(kit: string, from: number, to: number): readonly number[];
  /** Hours that begin before it have no roll-ups that may be relied on. */
  unrolledBefore(): number;
}

/** Kits that have the same hours marked. */
interface Group {
  readonly kits: string[];
  readonly hours: readonly number[];
}

/** The kits by what is marked of them; all together, with what is marked of any, where that would make many groups. */
function groups(kits: readonly string[], marked: (kit: string) => readonly number[]): Group[] {
  const found = new Map<string, Group>();
  for (const kit of new Set(kits)) {
    const hours = marked(kit);
    const key = hours.join();
    const group = found.get(key);
    if (group === undefined) found.set(key, { kits: [kit], hours });
    else group.kits.push(kit);
  }
  const list = [...found.values()];
  if (list.length <= GROUPS) return list;
  const hours = [...new Set(list.flatMap((group) => group.hours))].sort((a, b) => a - b);
  return [{ kits: [...new Set(kits)], hours }];
}

interface Question {
  readonly kits: string[];
  readonly parts: Parts;
}

/** What is to be asked; undefined where the readings alone are the better source. */
function questions(parts: SeriesParts, query: SeriesQuery): Question[] | undefined {
  const { kits, from, to, bucketMs } = query;
  if (bucketMs % HOUR !== 0) return undefined;
  const start = Math.max(from, parts.unrolledBefore());
  if (Math.ceil(start / HOUR) * HOUR >= Math.floor(to / HOUR) * HOUR) return undefined;
  const asked: Question[] = [];
  for (const group of groups(kits, (kit) => parts.marked(kit, start - HOUR, to))) {
    const divided = divideRange({ from: start, to }, group.hours, bucketMs % DAY === 0);
    const readings = from < start ? [{ from, to: start }, ...divided.readings] : divided.readings;
    const spans = [readings, divided.hours, divided.days].map((list) => list.length);
    if (Math.max(...spans) > SPANS || divided.hours.length + divided.days.length === 0) return undefined;
    asked.push({ kits: group.kits, parts: { ...divided, readings } });
  }
  return asked;
}

/** Two parts of a bucket as one: percentiles do not add up. */
function together(a: BucketSums, b: BucketSums, averaging: Averaging): BucketSums {
  const { kit, channel, time } = a;
  const counts = { bad: a.bad + b.bad, suspect: a.suspect + b.suspect };
  return { kit, channel, time, ...addSums(a, b, averaging), ...counts };
}

/** Sums added up by kit, channel and bucket, as buckets in the order of `series`. */
function buckets(all: readonly BucketSums[], { kits, phenomenon }: SeriesQuery): Bucket[] {
  const averaging = averagingOf(phenomenon);
  const place = new Map<string, number>();
  for (const kit of kits) if (!place.has(kit)) place.set(kit, place.size);
  const order = (a: BucketSums, b: BucketSums) =>
    (place.get(a.kit) ?? 0) - (place.get(b.kit) ?? 0) ||
    Number(a.channel > b.channel) - Number(a.channel < b.channel) ||
    a.time - b.time;
  const found: BucketSums[] = [];
  for (const sums of all.toSorted(order)) {
    const last = found.at(-1);
    if (last === undefined || order(last, sums) !== 0) found.push(sums);
    else found[found.length - 1] = together(last, sums, averaging);
  }
  return found.map((sums) => {
    const { kit, channel, time, n, min, max, bad, suspect, p10, p50, p90 } = sums;
    return { kit, channel, time, n, mean: meanOf(sums, averaging), min, max, bad, suspect, p10, p50, p90 };
  });
}

/**
 * What `ReadingStore.series` gives, from roll-ups where buckets are whole hours or days and the hours are not marked, and from
 * readings elsewhere: each hour of each kit from one of them, so that no reading counts twice.
 */
export async function rolledSeries(parts: SeriesParts, query: SeriesQuery): Promise<Bucket[]> {
  const asked = questions(parts, query);
  if (asked === undefined) return parts.store.series(query);
  const { phenomenon, bucketMs, merged = false, percentiles = false } = query;
  const asking = { phenomenon, bucketMs, merged, percentiles };
  const sums: BucketSums[] = [];
  for (const { kits, parts: spans } of asked)
    for (const source of ['readings', 'hours', 'days'] as const)
      if (spans[source].length > 0)
        sums.push(...(await parts.store.sums({ ...asking, kits, source, spans: spans[source] })));
  return buckets(sums, query);
}
