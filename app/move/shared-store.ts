import type { Row } from '../../domain/reading.ts';
import type { AppendResult, ReadingStore } from '../../stores/contract.ts';
import { overlaidStore } from '../overlaid-store.ts';

/** A store with one writer that has a watermark, and others that only add readings. */
export interface SharedStore {
  readonly store: ReadingStore;
  /** Adds readings that may be stored already, and leaves the watermark where it is. */
  fill(rows: readonly Row[]): Promise<AppendResult>;
}

/**
 * Lets readings be added to a store beside its committer: writes of both take turns, because a watermark that is read while the
 * other writes would be set back.
 */
export function shareStore(store: ReadingStore): SharedStore {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }
  const ours: Pick<ReadingStore, 'append' | 'erase'> = {
    append: (batch) => inTurn(() => store.append(batch)),
    erase: (kit, watermark) => inTurn(() => store.erase(kit, watermark)),
  };
  const shared = overlaidStore(store, ours);
  return {
    store: shared,
    fill: (rows) =>
      inTurn(() => store.append({ rows, late: rows.map((_, n) => n), watermark: store.watermark() })),
  };
}
