import type { ReadingStore } from '../stores/contract.ts';

/** A store whose methods in `ours` take the place of its own. The others are the store's, whatever it offers. */
export function overlaidStore(store: ReadingStore, ours: Partial<ReadingStore>): ReadingStore {
  return new Proxy(store, {
    get(target, key) {
      if (Object.hasOwn(ours, key)) return Reflect.get(ours, key);
      const found: unknown = Reflect.get(target, key, target);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
}
