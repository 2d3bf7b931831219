import type { Row, StoredReading } from '../domain/reading.ts';

/** One datastream's newest reading; overwritten in place, for a new object a reading is what the garbage collector would choke on. */
type Newest = { -readonly [K in keyof StoredReading]: StoredReading[K] };

/** The newest reading of every kit, phenomenon and channel, in memory. */
export class Latest {
  private readonly byKit = new Map<string, Map<string, Newest>>();
  private changes = 0;

  /** Takes in what a store holds, where it is newer than what is known. */
  take(reading: StoredReading): void {
    const { kit, channel, time, received, phenomenon, value, flags } = reading;
    this.takeRow({ kit, channel, time, received, phenomena: [phenomenon], values: [value], flags: [flags] });
  }

  /** Takes in the readings of a row, where they are newer than what is known. */
  takeRow(row: Row): void {
    const streams = this.streamsOf(row.kit);
    for (let i = 0; i < row.values.length; i++) {
      const phenomenon = row.phenomena[i] as string;
      const key = row.channel === '' ? phenomenon : `${phenomenon}@${row.channel}`;
      const newest = streams.get(key);
      if (newest !== undefined && newest.time >= row.time) continue;
      this.changes++;
      const value = row.values[i] as number;
      const flags = row.flags[i] as number;
      if (newest === undefined) {
        const { kit, channel, time, received } = row;
        streams.set(key, { kit, phenomenon, channel, time, value, flags, received });
        continue;
      }
      newest.time = row.time;
      newest.received = row.received;
      newest.value = value;
      newest.flags = flags;
    }
  }

  private streamsOf(kit: string): Map<string, Newest> {
    let streams = this.byKit.get(kit);
    if (streams === undefined) {
      streams = new Map();
      this.byKit.set(kit, streams);
    }
    return streams;
  }

  /** Grows with every change. */
  version(): number {
    return this.changes;
  }

  ofKit(kit: string): readonly StoredReading[] {
    return [...(this.byKit.get(kit)?.values() ?? [])].map((newest) => ({ ...newest }));
  }

  /** Newest time of each kit, UTC ms. */
  newestTimes(): Map<string, number> {
    const times = new Map<string, number>();
    for (const [kit, readings] of this.byKit) {
      let newest = Number.NEGATIVE_INFINITY;
      for (const reading of readings.values()) if (reading.time > newest) newest = reading.time;
      times.set(kit, newest);
    }
    return times;
  }

  forget(kit: string): void {
    if (this.byKit.delete(kit)) this.changes++;
  }
}
