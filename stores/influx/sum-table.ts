import type { Sums } from '../../domain/averaging.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { BucketSums, Spread } from '../contract.ts';
import { doubtOf, percentilesIn, percentilesOf } from './spread.ts';

type Growing = { -readonly [K in keyof Omit<BucketSums, 'p10' | 'p50' | 'p90'>]: BucketSums[K] } & {
  /** How many sums were put together, and the percentiles of the last. */
  parts: number;
  of: Partial<Spread>;
  /** What was read, where percentiles are to be made of it. */
  readonly values: number[];
};

/** Where a reading or roll-up belongs. */
export interface Place {
  readonly kit: string;
  readonly channel: string;
  readonly time: number;
}

/** Levels beyond this count as this: powers of ten stay within a double, and no sound is there. */
const LOUDEST = 3000;
const RADIANS = Math.PI / 180;

/** How a table puts buckets together. */
interface Kind {
  /** Width of a bucket, ms. */
  readonly width: number;
  readonly averaging: Averaging;
  /** Whether readings are kept for their percentiles. */
  readonly percentiles: boolean;
}

/** Sums of readings that come one by one, or of sums, by kit, channel and bucket. */
export class SumTable {
  readonly #kind: Kind;
  readonly #groups = new Map<string, Map<number, Growing>>();

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** Adds a reading. */
  read(of: Place, value: number, flags: number): void {
    const { averaging, percentiles } = this.#kind;
    const sums = this.#bucket(of);
    sums.n += 1;
    sums.sum += value;
    if (value < sums.min) sums.min = value;
    if (value > sums.max) sums.max = value;
    const doubt = doubtOf(flags);
    if (doubt !== undefined) sums[doubt] += 1;
    if (percentiles) sums.values.push(value);
    if (averaging === 'energetic') {
      sums.first += 10 ** (Math.max(-LOUDEST, Math.min(LOUDEST, value)) / 10);
    } else if (averaging === 'circular') {
      sums.first += Math.sin(value * RADIANS);
      sums.second += Math.cos(value * RADIANS);
    } else if (averaging === 'last') this.#later(sums, value, of.time);
  }

  /** Adds sums of readings that were not added yet. Their percentiles stand where nothing else comes to the bucket. */
  add(of: Place, { n, sum, min, max, first, second, bad, suspect, ...spread }: Sums & Spread): void {
    const sums = this.#bucket(of);
    sums.n += n;
    sums.sum += sum;
    if (min < sums.min) sums.min = min;
    if (max > sums.max) sums.max = max;
    this.count(of, bad, suspect);
    sums.parts += 1;
    sums.of = percentilesIn(spread);
    if (this.#kind.averaging === 'last') {
      this.#later(sums, first, second);
      return;
    }
    sums.first += first;
    sums.second += second;
  }

  /** Adds to the counts of a bucket. */
  count(of: Place, bad: number, suspect: number): void {
    const sums = this.#bucket(of);
    sums.bad += bad;
    sums.suspect += suspect;
  }

  list(): BucketSums[] {
    return [...this.#groups.values()].flatMap((buckets) =>
      [...buckets.values()].map(({ parts, of, values, ...sums }) => {
        if (values.length > 0) return { ...sums, ...percentilesOf(values) };
        return parts === 1 ? { ...sums, ...of } : sums;
      }),
    );
  }

  #later(sums: Growing, value: number, time: number): void {
    if (time < sums.second) return;
    sums.first = value;
    sums.second = time;
  }

  #bucket({ kit, channel, time }: Place): Growing {
    const { width, averaging } = this.#kind;
    const key = `${kit}\n${channel}`;
    let buckets = this.#groups.get(key);
    if (buckets === undefined) {
      buckets = new Map();
      this.#groups.set(key, buckets);
    }
    const start = Math.floor(time / width) * width;
    let sums = buckets.get(start);
    if (sums === undefined) {
      const second = averaging === 'last' ? -Infinity : 0;
      const none = { n: 0, sum: 0, min: Infinity, max: -Infinity, first: 0, second, bad: 0, suspect: 0 };
      sums = { kit, channel, time: start, ...none, parts: 0, of: {}, values: [] };
      buckets.set(start, sums);
    }
    return sums;
  }
}
