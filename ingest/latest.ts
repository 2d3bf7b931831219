import type { Row, StoredReading } from '../domain/reading.ts';

/** The newest reading of every kit, phenomenon and channel, in memory. */
export class Latest {
  private readonly byKit = new Map<string, Map<string, StoredReading>>();
  private changes = 0;

  /** Takes in what a store or a row holds, where it is newer than what is known. */
  take(reading: StoredReading): void {
    let kit = this.byKit.get(reading.kit);
    if (kit === undefined) {
      kit = new Map();
      this.byKit.set(reading.kit, kit);
    }
    const key = reading.channel === '' ? reading.phenomenon : `${reading.phenomenon}@${reading.channel}`;
    const before = kit.get(key);
    if (before !== undefined && before.time >= reading.time) return;
    kit.set(key, reading);
    this.changes++;
  }

  takeRow(row: Row): void {
    const { kit, channel, time, received } = row;
    for (let i = 0; i < row.values.length; i++) {
      const phenomenon = row.phenomena[i] as string;
      this.take({
        kit,
        phenomenon,
        channel,
        time,
        value: row.values[i] as number,
        flags: row.flags[i] as number,
        received,
      });
    }
  }

  /** Grows with every change. */
  version(): number {
    return this.changes;
  }

  ofKit(kit: string): readonly StoredReading[] {
    return [...(this.byKit.get(kit)?.values() ?? [])];
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
