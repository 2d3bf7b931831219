import type { ArchiveRow } from '../../protocols/archive.ts';

/** Native objects of one row, one a time that occurs in it. */
export interface RowObject {
  /** JSON text, the time as UTC ms. */
  readonly text: string;
  /** Readings it says. */
  readonly readings: number;
}

/**
 * A row as native messages say it, in the order of its times as they stand there. A name that occurs twice with one time
 * gets an object of its own: what to make of it is the platform's to decide.
 */
export function objectsOf(row: Pick<ArchiveRow, 'readings'>): readonly RowObject[] {
  const objects: Record<string, number>[] = [];
  for (const { name, time, value } of row.readings) {
    let object = objects.find((one) => one['time'] === time && !(name in one));
    if (object === undefined) {
      object = { time };
      objects.push(object);
    }
    object[name] = value;
  }
  return objects.map((object) => ({
    text: JSON.stringify(object),
    readings: Object.keys(object).length - 1,
  }));
}
