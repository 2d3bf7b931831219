import { seriesRulesOf } from '../../analysis/quality/parameters.ts';
import { type SpikeBounds, spikeBounds } from '../../analysis/quality/spike-bounds.ts';
import { averagingOf, meanOf } from '../../domain/averaging.ts';
import type { BucketSums, ReadingStore } from '../../stores/contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Bounds by phenomenon and channel; none where the window holds too little. */
type KitBounds = ReadonlyMap<string, SpikeBounds>;

const keyOf = (phenomenon: string, channel: string) => `${phenomenon}\n${channel}`;

/** Means of hours of one phenomenon, by kit and channel. */
function byKitAndChannel(all: readonly BucketSums[]): Map<string, Map<string, BucketSums[]>> {
  const kits = new Map<string, Map<string, BucketSums[]>>();
  for (const sums of all) {
    let channels = kits.get(sums.kit);
    if (channels === undefined) {
      channels = new Map();
      kits.set(sums.kit, channels);
    }
    const list = channels.get(sums.channel);
    if (list === undefined) channels.set(sums.channel, [sums]);
    else list.push(sums);
  }
  return kits;
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

  /** Reads what is not known yet of these kits and days. */
  async prepare(kits: readonly string[], days: readonly number[]): Promise<void> {
    const lacking = kits.filter((kit) => days.some((day) => this.#days.get(day)?.has(kit) !== true));
    if (lacking.length === 0) return;
    const made = new Map(days.map((day) => [day, new Map<string, Map<string, SpikeBounds>>()] as const));
    for (const ofKits of made.values()) for (const kit of lacking) ofKits.set(kit, new Map());
    for (const phenomenon of await this.#phenomenaOf(lacking))
      for (const [day, ofKits] of made) await this.#read(phenomenon, { kits: lacking, day, ofKits });
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

  async #read(
    phenomenon: string,
    into: { kits: readonly string[]; day: number; ofKits: Map<string, Map<string, SpikeBounds>> },
  ): Promise<void> {
    const rule = seriesRulesOf(phenomenon).spike;
    if (rule === undefined) return;
    const spans = [{ from: into.day - rule.window, to: into.day }];
    const query = { kits: into.kits, phenomenon, bucketMs: HOUR, source: 'hours', spans } as const;
    const averaging = averagingOf(phenomenon);
    for (const [kit, channels] of byKitAndChannel(await this.#store.sums(query)))
      for (const [channel, sums] of channels) {
        const bounds = spikeBounds(
          Float64Array.from(sums, (one) => meanOf(one, averaging)),
          rule,
        );
        if (bounds !== undefined) into.ofKits.get(kit)?.set(keyOf(phenomenon, channel), bounds);
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
