import type { Sums } from '../../domain/averaging.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { BucketSums } from '../contract.ts';

type Growing = { -readonly [K in keyof BucketSums]: BucketSums[K] };

/** Levels beyond this count as this: powers of ten stay within a double, and no sound is there. */
const LOUDEST = 3000;
const RADIANS = Math.PI / 180;

/** Sums of readings that come one by one, or of sums, by kit, channel and bucket. */
export class SumTable {
  readonly #width: number;
  readonly #averaging: Averaging;
  readonly #groups = new Map<string, Map<number, Growing>>();

  /** @param width of a bucket, ms */
  constructor(width: number, averaging: Averaging) {
    this.#width = width;
    this.#averaging = averaging;
  }

  /** Adds a reading. */
  read(of: { kit: string; channel: string; time: number }, value: number): void {
    const sums = this.#bucket(of);
    sums.n += 1;
    sums.sum += value;
    if (value < sums.min) sums.min = value;
    if (value > sums.max) sums.max = value;
    if (this.#averaging === 'energetic') {
      sums.first += 10 ** (Math.max(-LOUDEST, Math.min(LOUDEST, value)) / 10);
    } else if (this.#averaging === 'circular') {
      sums.first += Math.sin(value * RADIANS);
      sums.second += Math.cos(value * RADIANS);
    } else if (this.#averaging === 'last') this.#later(sums, value, of.time);
  }

  /** Adds sums of readings that were not added yet. */
  add(of: { kit: string; channel: string; time: number }, { n, sum, min, max, first, second }: Sums): void {
    const sums = this.#bucket(of);
    sums.n += n;
    sums.sum += sum;
    if (min < sums.min) sums.min = min;
    if (max > sums.max) sums.max = max;
    if (this.#averaging === 'last') {
      this.#later(sums, first, second);
      return;
    }
    sums.first += first;
    sums.second += second;
  }

  list(): BucketSums[] {
    return [...this.#groups.values()].flatMap((buckets) => [...buckets.values()]);
  }

  #later(sums: Growing, value: number, time: number): void {
    if (time < sums.second) return;
    sums.first = value;
    sums.second = time;
  }

  #bucket({ kit, channel, time }: { kit: string; channel: string; time: number }): Growing {
    const key = `${kit}\n${channel}`;
    let buckets = this.#groups.get(key);
    if (buckets === undefined) {
      buckets = new Map();
      this.#groups.set(key, buckets);
    }
    const start = Math.floor(time / this.#width) * this.#width;
    let sums = buckets.get(start);
    if (sums === undefined) {
      const second = this.#averaging === 'last' ? -Infinity : 0;
      sums = { kit, channel, time: start, n: 0, sum: 0, min: Infinity, max: -Infinity, first: 0, second };
      buckets.set(start, sums);
    }
    return sums;
  }
}
