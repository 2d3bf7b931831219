import type { ReadingStore } from '../stores/contract.ts';
import type { RollUps } from '../upkeep/contract.ts';
import { overlaidStore } from './overlaid-store.ts';

/** A store that marks the hours of every batch before it stores it, so that they are rolled up. */
export function markedStore(store: ReadingStore, rollUps: Pick<RollUps, 'around'>): ReadingStore {
  const append: ReadingStore['append'] = (batch) => rollUps.around(batch.rows, () => store.append(batch));
  return overlaidStore(store, { append });
}
