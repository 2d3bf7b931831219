import type { Row, StoredReading } from '../domain/reading.ts';

/** A newest value; changed in place, as one arrives with nearly every reading. */
interface Newest {
  time: number;
  value: number;
  flags: number;
  received: number;
}

type ByPhenomenon = Map<string, Newest>;

/** The newest reading of every kit, channel and phenomenon. */
export class Latest {
  readonly #kits = new Map<string, Map<string, ByPhenomenon>>();

  /** Takes the readings of a stored row in, without those at the positions in `except`. */
  offer(row: Row, except?: ReadonlySet<number>): void {
    const slot = this.#slot(row.kit, row.channel);
    const { time, received } = row;
    for (let at = 0; at < row.phenomena.length; at++) {
      if (except?.has(at)) continue;
      const phenomenon = row.phenomena[at] as string;
      const value = row.values[at] as number;
      const flags = row.flags[at] as number;
      const newest = slot.get(phenomenon);
      if (newest === undefined) slot.set(phenomenon, { time, value, flags, received });
      else if (time > newest.time) {
        newest.time = time;
        newest.value = value;
        newest.flags = flags;
        newest.received = received;
      }
    }
  }

  /** Takes one reading in. */
  offerOne({ kit, channel, phenomenon, time, value, flags, received }: StoredReading): void {
    const slot = this.#slot(kit, channel);
    const newest = slot.get(phenomenon);
    if (newest === undefined || time > newest.time) slot.set(phenomenon, { time, value, flags, received });
  }

  forget(kit: string): void {
    this.#kits.delete(kit);
  }

  /** Every newest reading, kit by kit. */
  list(): StoredReading[] {
    const readings: StoredReading[] = [];
    for (const [kit, channels] of this.#kits) {
      for (const [channel, slot] of channels) {
        for (const [phenomenon, newest] of slot) readings.push({ kit, channel, phenomenon, ...newest });
      }
    }
    return readings;
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

  /** Whether anything of that kit and channel may be stored at that time. */
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
