import type { Database } from './database.ts';

/** The dictionary ids of the kits the store knows, each once, in the order given. */
export function knownKits({ kits }: Database, names: readonly string[]): number[] {
  const ids = new Set<number>();
  for (const name of names) {
    const id = kits.find(name);
    if (id !== undefined) ids.add(id);
  }
  return [...ids];
}
