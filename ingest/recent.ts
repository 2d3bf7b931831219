/** Keys remembered a kit. Older ones are decided by the store. */
const KEYS = 32;

interface Entry {
  readonly time: number;
  readonly phenomena: string[];
  readonly values: number[];
}

/** What the recent readings of a kit say of an offered one; a number is the value that stands already. */
export type Verdict = 'new' | 'ask_store' | number;

/**
 * The recent readings of one kit, and its floor. Above the floor this memory is complete: what it does not hold is new.
 * At or below the floor only the store can tell.
 */
export class Recent {
  /** UTC ms; at start the newest committed time. */
  private floor: number;
  private readonly entries = new Map<number | string, Entry>();

  constructor(floor: number) {
    this.floor = floor;
  }

  /** Judges one reading and, unless it stands already, remembers it when it is above the floor. */
  offer(time: number, channel: string, reading: { phenomenon: string; value: number }): Verdict {
    const key = channel === '' ? time : `${time}@${channel}`;
    const entry = this.entries.get(key);
    if (entry !== undefined) {
      const at = entry.phenomena.indexOf(reading.phenomenon);
      if (at >= 0) return entry.values[at] as number;
    }
    if (time <= this.floor) return 'ask_store';
    if (entry === undefined)
      this.remember(key, { time, phenomena: [reading.phenomenon], values: [reading.value] });
    else {
      entry.phenomena.push(reading.phenomenon);
      entry.values.push(reading.value);
    }
    return 'new';
  }

  private remember(key: number | string, entry: Entry): void {
    this.entries.set(key, entry);
    if (this.entries.size <= KEYS) return;
    // Insertion order, so mostly the oldest. Whatever goes raises the floor to its time, so that above the floor nothing is missing.
    for (const [oldest, gone] of this.entries) {
      this.entries.delete(oldest);
      if (gone.time > this.floor) this.floor = gone.time;
      break;
    }
  }
}
