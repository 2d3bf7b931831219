import type { Reading } from '../domain/reading.ts';

/** Readings by time, oldest time first, each group in the order given. */
export function byTime(readings: readonly Reading[]): readonly (readonly [number, readonly Reading[]])[] {
  const groups = new Map<number, Reading[]>();
  for (const reading of readings) {
    const group = groups.get(reading.time);
    if (group === undefined) groups.set(reading.time, [reading]);
    else group.push(reading);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

/** The list in pieces of at most `size`. */
export function chunks<T>(list: readonly T[], size: number): readonly T[][] {
  const pieces: T[][] = [];
  for (let i = 0; i < list.length; i += size) pieces.push(list.slice(i, i + size));
  return pieces;
}
