import type { HourRecord } from './hour-record.ts';

/** The records of each kit, in the order they come. */
export function byKit(records: readonly HourRecord[]): ReadonlyMap<string, readonly HourRecord[]> {
  const found = new Map<string, HourRecord[]>();
  for (const record of records) {
    const known = found.get(record.kit);
    if (known === undefined) found.set(record.kit, [record]);
    else known.push(record);
  }
  return found;
}
