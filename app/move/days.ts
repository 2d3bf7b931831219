import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadingStore } from '../../stores/contract.ts';
import { StoreBusyError } from '../../stores/contract.ts';
import { addReading, type DaySum, emptySum } from './checksum.ts';

export const DAY = 86_400_000;
/** How long a store that is busy or away is asked again, ms. */
const PATIENCE = 300_000;

/** Times of readings, UTC ms: from the first, before the second. */
export interface Span {
  readonly from?: number;
  readonly to?: number;
}

/** Does a read again while the store is busy or away. */
export async function patiently<T>(read: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreBusyError) || Date.now() > end) throw error;
      await sleep(error.retryAfterS * 1000);
    }
  }
}

/** What a store has of a kit, by UTC day (its start, ms). Streams; holds one sum a day. */
export function sumDays(store: ReadingStore, kit: string, span: Span): Promise<Map<number, DaySum>> {
  return patiently(async () => {
    const days = new Map<number, DaySum>();
    for await (const chunk of store.scan({ kits: [kit], ...span })) {
      for (const reading of chunk) {
        const day = Math.floor(reading.time / DAY) * DAY;
        let sum = days.get(day);
        if (sum === undefined) {
          sum = emptySum();
          days.set(day, sum);
        }
        addReading(sum, reading);
      }
    }
    return days;
  });
}
