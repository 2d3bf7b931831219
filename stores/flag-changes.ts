import type { FlagChange } from './contract.ts';

/** One change a reading: of several of one reading the later ones are done after the earlier ones. */
export function mergeChanges(changes: readonly FlagChange[]): FlagChange[] {
  const merged = new Map<string, FlagChange>();
  for (const change of changes) {
    const { kit, channel, phenomenon, time, set, clear } = change;
    const key = `${time}\n${kit}\n${channel}\n${phenomenon}`;
    const before = merged.get(key);
    if (before === undefined) merged.set(key, change);
    else
      merged.set(key, { ...before, set: (before.set & ~clear) | set, clear: (before.clear & ~set) | clear });
  }
  return [...merged.values()];
}

/** A mask after a change. */
export function changedMask(mask: number, { set, clear }: Pick<FlagChange, 'set' | 'clear'>): number {
  return (mask & ~clear) | set;
}
