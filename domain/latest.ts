import type { Row, StoredReading } from './reading.ts';

/** A newest value; changed in place, as one arrives with nearly every reading. */
interface Newest {
  time: number;
  value: number;
  flags: number;
  received: number;
}

type ByPhenomenon = Map<string, Newest>;

/** The newest reading of every kit, channel and phenomenon; of two of the same time the first stands. */
export class Latest {
  readonly #kits = new Map<string, Map<string, ByPhenomenon>>();
  #changes = 0;

  /** Takes the readings of a row in, without those at the positions in `except`. */
  offer(row: Row, except?: ReadonlySet<number>): void {
    const slot = this.#slot(row.kit, row.channel);
    for (let at = 0; at < row.phenomena.length; at++) {
      if (except?.has(at)) continue;
      const phenomenon = row.phenomena[at] as string;
      const newest = slot.get(phenomenon);
      if (newest !== undefined && newest.time >= row.time) continue;
      this.#changes++;
      const value = row.values[at] as number;
      const flags = row.flags[at] as number;
      if (newest === undefined) {
        slot.set(phenomenon, { time: row.time, value, flags, received: row.received });
        continue;
      }
      newest.time = row.time;
      newest.value = value;
      newest.flags = flags;
      newest.received = row.received;
    }
  }

  /** Takes one reading in. */
  offerOne({ kit, channel, phenomenon, time, value, flags, received }: StoredReading): void {
    const slot = this.#slot(kit, channel);
    const newest = slot.get(phenomenon);
    if (newest !== undefined && newest.time >= time) return;
    this.#changes++;
    slot.set(phenomenon, { time, value, flags, received });
  }

  /** Changes the flags of a reading, where it is the newest of its kind. Masks of `FLAGS`. */
  reflag(
    of: Pick<StoredReading, 'kit' | 'channel' | 'phenomenon' | 'time'>,
    set: number,
    clear: number,
  ): void {
    const newest = this.#kits.get(of.kit)?.get(of.channel)?.get(of.phenomenon);
    if (newest?.time !== of.time) return;
    const flags = (newest.flags & ~clear) | set;
    if (flags === newest.flags) return;
    newest.flags = flags;
    this.#changes++;
  }

  forget(kit: string): void {
    if (this.#kits.delete(kit)) this.#changes++;
  }

  /** Grows with every change. */
  version(): number {
    return this.#changes;
  }

  /** The kit's newest readings, as they are now. */
  ofKit(kit: string): StoredReading[] {
    const readings: StoredReading[] = [];
    for (const [channel, slot] of this.#kits.get(kit) ?? []) {
      for (const [phenomenon, newest] of slot) readings.push({ kit, channel, phenomenon, ...newest });
    }
    return readings;
  }

  /** Every newest reading, kit by kit. */
  list(): StoredReading[] {
    return [...this.#kits.keys()].flatMap((kit) => this.ofKit(kit));
  }

  /** What these kits have ever measured. */
  phenomenaOf(kits: readonly string[]): Set<string> {
    const found = new Set<string>();
    for (const kit of kits) {
      for (const slot of this.#kits.get(kit)?.values() ?? []) {
        for (const phenomenon of slot.keys()) found.add(phenomenon);
      }
    }
    return found;
  }

  /** Whether that kit and channel has ever measured the phenomenon. */
  has(kit: string, channel: string, phenomenon: string): boolean {
    return this.#kits.get(kit)?.get(channel)?.has(phenomenon) === true;
  }

  /** Whether anything of that kit and channel may be known at that time. */
  reaches(kit: string, channel: string, time: number): boolean {
    for (const newest of this.#kits.get(kit)?.get(channel)?.values() ?? []) {
      if (newest.time >= time) return true;
    }
    return false;
  }

  /** The newest time of that kit and channel; −∞ for none. */
  newestTime(kit: string, channel: string): number {
    let time = Number.NEGATIVE_INFINITY;
    for (const newest of this.#kits.get(kit)?.get(channel)?.values() ?? []) {
      if (newest.time > time) time = newest.time;
    }
    return time;
  }

  /** Newest time of each kit, UTC ms. */
  newestTimes(): Map<string, number> {
    const times = new Map<string, number>();
    for (const [kit, channels] of this.#kits) {
      let time = Number.NEGATIVE_INFINITY;
      for (const channel of channels.keys()) time = Math.max(time, this.newestTime(kit, channel));
      times.set(kit, time);
    }
    return times;
  }

  #slot(kit: string, channel: string): ByPhenomenon {
    let channels = this.#kits.get(kit);
    if (channels === undefined) {
      channels = new Map();
      this.#kits.set(kit, channels);
    }
    let slot = channels.get(channel);
    if (slot === undefined) {
      slot = new Map();
      channels.set(channel, slot);
    }
    return slot;
  }
}
