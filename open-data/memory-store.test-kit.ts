import { setTimeout as wait } from 'node:timers/promises';
import { BAD_FLAGS, SUSPECT_FLAGS } from '../domain/flags.ts';
import type { StoredReading } from '../domain/reading.ts';
import type { Holding, ReadingQuery, ReadingStore } from '../stores/contract.ts';

/** What a test wants to see of, or do to, the store's scans. */
export interface ScanControl {
  /** Scans begun and not yet ended. */
  open: number;
  /** Thrown by the next reads, when set. */
  fault: Error | undefined;
  /** Chunks given out before `fault` is thrown in the middle of a scan. */
  faultAfter: number;
  /** Makes every chunk of a scan take a while. */
  slow: boolean;
}

function wanted(query: ReadingQuery, one: StoredReading): boolean {
  return (
    query.kits.includes(one.kit) &&
    (query.phenomena === undefined || query.phenomena.includes(one.phenomenon)) &&
    one.time >= (query.from ?? Number.NEGATIVE_INFINITY) &&
    one.time < (query.to ?? Number.POSITIVE_INFINITY)
  );
}

async function* scan(found: readonly StoredReading[], control: ScanControl): AsyncGenerator<StoredReading[]> {
  control.open += 1;
  try {
    for (let at = 0; at < found.length; at += 2) {
      if (control.fault !== undefined && at / 2 >= control.faultAfter) throw control.fault;
      if (control.slow) await wait(1);
      yield found.slice(at, at + 2);
    }
  } finally {
    control.open -= 1;
  }
}

function holdings(readings: readonly StoredReading[], kits: readonly string[]): Holding[] {
  const found = new Map<string, Holding>();
  for (const { kit, phenomenon, channel, time } of readings) {
    if (!kits.includes(kit)) continue;
    const key = `${kit} ${phenomenon} ${channel}`;
    const { n = 0, first = time, last = time } = found.get(key) ?? {};
    const [from, to] = [Math.min(first, time), Math.max(last, time)];
    found.set(key, { kit, phenomenon, channel, n: n + 1, first: from, last: to });
  }
  return [...found.values()];
}

/** A reading store over a list, for what a real one cannot be made to do: be busy, break in the middle, stand still. */
export function memoryStore(readings: readonly StoredReading[], control: ScanControl): ReadingStore {
  const broken = () => {
    if (control.fault !== undefined && control.faultAfter === 0) throw control.fault;
  };
  return {
    watermark: () => 0,
    append: () => Promise.reject(new Error('this store is only read')),
    erase: () => Promise.resolve(),
    latest: async () => [...readings],
    series: async ({ kits, phenomenon, from, to, bucketMs, merged }) => {
      broken();
      return readings
        .filter((r) => wanted({ kits, phenomena: [phenomenon], from, to }, r))
        .map(({ kit, channel, time, value, flags }) => ({
          kit: merged ? '' : kit,
          channel: merged ? '' : channel,
          time: Math.floor(time / bucketMs) * bucketMs,
          n: 1,
          mean: value,
          min: value,
          max: value,
          bad: flags & BAD_FLAGS ? 1 : 0,
          suspect: flags & SUSPECT_FLAGS && !(flags & BAD_FLAGS) ? 1 : 0,
        }));
    },
    rollUp: () => Promise.resolve(),
    flag: () => Promise.reject(new Error('this store is only read')),
    sums: () => Promise.reject(new Error('this store has no roll-ups')),
    holdings: async (kits) => {
      broken();
      return holdings(readings, kits);
    },
    scan: (query) => {
      const found = readings.filter((one) => wanted(query, one));
      return scan(found, control);
    },
    checkpoint: async () => 0,
    close: () => Promise.resolve(),
  };
}
