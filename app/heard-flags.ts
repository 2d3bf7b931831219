import type { FlagChange, ReadingStore } from '../stores/contract.ts';
import { overlaidStore } from './overlaid-store.ts';

/** A store of which `heard` is told every change of flags once it is stored. */
export function heardFlags(store: ReadingStore, heard: (change: FlagChange) => void): ReadingStore {
  const flag: ReadingStore['flag'] = async (changes) => {
    await store.flag(changes);
    for (const change of changes) heard(change);
  };
  return overlaidStore(store, { flag });
}
