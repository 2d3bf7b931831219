import { seriesRulesOf } from '../../analysis/quality/parameters.ts';
import { type SpikeBounds, spikeBounds } from '../../analysis/quality/spike-bounds.ts';
import { averagingOf, meanOf } from '../../domain/averaging.ts';
import type { BucketSums, ReadingStore } from '../../stores/contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Bounds by phenomenon and channel; none where the window holds too little. */
type KitBounds = ReadonlyMap<string, SpikeBounds>;

const keyOf = (phenomenon: string, channel: string) => `${phenomenon}\n${channel}`;

/** What is being made, by day and kit. */
type Made = Map<number, Map<string, Map<string, SpikeBounds>>>;

/** Means of hours of one series, in no order. */
interface MeansOfHours {
  readonly kit: string;
  readonly channel: string;
  /** Starts of the hours, UTC ms. */
  readonly times: number[];
  readonly means: number[];
}

function hourMeans(all: readonly BucketSums[], phenomenon: string): Iterable<MeansOfHours> {
  const averaging = averagingOf(phenomenon);
  const found = new Map<string, MeansOfHours>();
  for (const sums of all) {
    const { kit, channel, time } = sums;
    const key = `${kit}\n${channel}`;
    let series = found.get(key);
    if (series === undefined) {
      series = { kit, channel, times: [], means: [] };
      found.set(key, series);
    }
    series.times.push(time);
    series.means.push(meanOf(sums, averaging));
  }
  return found.values();
}

/**
 * What is a spike of each series, day by day: bounds from the means of the hours in the window (360 h) before the UTC day, read from
 * roll-ups once a day and kept for as long as the day is worked on.
 */
export class SpikeWindows {
  readonly #store: Pick<ReadingStore, 'sums' | 'latest'>;
  readonly #days = new Map<number, Map<string, KitBounds>>();

  constructor(store: Pick<ReadingStore, 'sums' | 'latest'>) {
    this.#store = store;
  }

  /** Lets go of all days but these (starts, UTC ms). */
  keep(days: readonly number[]): void {
    for (const day of this.#days.keys()) if (!days.includes(day)) this.#days.delete(day);
  }

  /** Hours of the kit before `day`'s end have changed: what was made of them for later days is old. */
  forgetAfter(kit: string, day: number): void {
    for (const [later, kits] of this.#days) if (later > day) kits.delete(kit);
  }

  /** Reads what is not known yet of these kits and days, which lie next to each other, in order. */
  async prepare(kits: readonly string[], days: readonly number[]): Promise<void> {
    const lacking = kits.filter((kit) => days.some((day) => this.#days.get(day)?.has(kit) !== true));
    if (lacking.length === 0) return;
    const made: Made = new Map(days.map((day) => [day, new Map(lacking.map((kit) => [kit, new Map()]))]));
    for (const phenomenon of await this.#phenomenaOf(lacking)) await this.#read(phenomenon, lacking, made);
    for (const [day, ofKits] of made) {
      const known = this.#days.get(day) ?? new Map<string, KitBounds>();
      for (const [kit, bounds] of ofKits) known.set(kit, bounds);
      this.#days.set(day, known);
    }
  }

  /** The bounds at a time, of a series of a kit that was prepared. */
  of(kit: string, phenomenon: string, channel: string): (time: number) => SpikeBounds | undefined {
    const key = keyOf(phenomenon, channel);
    let [day, bounds]: [number, SpikeBounds | undefined] = [Number.NaN, undefined];
    return (time) => {
      const start = Math.floor(time / DAY) * DAY;
      if (start !== day) [day, bounds] = [start, this.#days.get(start)?.get(kit)?.get(key)];
      return bounds;
    };
  }

  async #read(phenomenon: string, kits: readonly string[], made: Made): Promise<void> {
    const rule = seriesRulesOf(phenomenon).spike;
    if (rule === undefined) return;
    const days = [...made.keys()];
    const spans = [{ from: (days[0] ?? 0) - rule.window, to: days.at(-1) ?? 0 }];
    const query = { kits, phenomenon, bucketMs: HOUR, source: 'hours', spans } as const;
    for (const { kit, channel, times, means } of hourMeans(await this.#store.sums(query), phenomenon))
      for (const [day, ofKits] of made) {
        const within = means.filter((_, i) => {
          const time = times[i] as number;
          return time >= day - rule.window && time < day;
        });
        const bounds = spikeBounds(within, rule);
        if (bounds !== undefined) ofKits.get(kit)?.set(keyOf(phenomenon, channel), bounds);
      }
  }

  /** Phenomena with a spike rule that any of the kits has. */
  async #phenomenaOf(kits: readonly string[]): Promise<string[]> {
    const asked = new Set(kits);
    const held = new Set<string>();
    for (const { kit, phenomenon } of await this.#store.latest()) if (asked.has(kit)) held.add(phenomenon);
    return [...held].filter((phenomenon) => seriesRulesOf(phenomenon).spike !== undefined);
  }
}
