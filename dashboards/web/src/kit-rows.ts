import type { KitView, ReadingView } from './api-types.ts';
import { type Band, bandOf, type Scale } from './colour/band.ts';
import { SILENT_AFTER } from './format.ts';
import type { Language } from './i18n/language.ts';
import { perLanguage } from './intl.ts';
import { shownReading } from './shown.ts';

/** What map and table say of one kit for one phenomenon: made once, so that both say the same. */
export interface KitRow {
  readonly kit: KitView;
  /** Newest reading of the phenomenon, as it is shown; undefined when the kit has none. */
  readonly reading: ReadingView | undefined;
  /** No reading for an hour, or never. */
  readonly silent: boolean;
  /** Class of the value; undefined while silent. */
  readonly band: Band | undefined;
}

/** The newest reading of a phenomenon, its value as pages show it; where two sensors of a kit have one, the newer stands. */
export function newestOf(kit: KitView, phenomenon: string): ReadingView | undefined {
  let newest: ReadingView | undefined;
  for (const reading of kit.latest) {
    if (reading.phenomenon !== phenomenon) continue;
    if (newest === undefined || newest.time < reading.time) newest = reading;
  }
  return newest && shownReading(newest);
}

/** Whether a reading is too old to speak of now. */
export function isSilent(reading: ReadingView | undefined, now: number): boolean {
  return reading === undefined || now - Date.parse(reading.time) > SILENT_AFTER;
}

/** Values that count now: those of kits that are not silent. */
export function currentValues(kits: readonly KitView[], phenomenon: string, now: number): number[] {
  return kits.flatMap((kit) => {
    const reading = newestOf(kit, phenomenon);
    return reading === undefined || isSilent(reading, now) ? [] : [reading.value];
  });
}

/** One row a kit. */
export function rowsOf(
  kits: readonly KitView[],
  phenomenon: string,
  how: { scale: Scale; now: number },
): KitRow[] {
  return kits.map((kit) => {
    const reading = newestOf(kit, phenomenon);
    const silent = isSilent(reading, how.now);
    const band = silent || reading === undefined ? undefined : bandOf(how.scale, reading.value);
    return { kit, reading, silent, band };
  });
}

/** Phenomena that at least one kit has. */
export function phenomenaOf(kits: readonly KitView[]): string[] {
  return [...new Set(kits.flatMap((kit) => kit.latest.map(({ phenomenon }) => phenomenon)))];
}

export type SortColumn = 'kit' | 'value' | 'age';
export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

const NAMES = perLanguage((locale) => new Intl.Collator(locale, { numeric: true }));

function compare(a: KitRow, b: KitRow, { column, lang }: { column: SortColumn; lang: Language }): number {
  if (column === 'kit') return NAMES(lang).compare(a.kit.name, b.kit.name);
  if (a.reading === undefined || b.reading === undefined) return 0;
  if (column === 'value') return a.reading.value - b.reading.value;
  return Number(a.reading.time < b.reading.time) - Number(a.reading.time > b.reading.time);
}

/** Rows in order; kits without a reading always stand last, equal ones by name. */
export function sortRows(rows: readonly KitRow[], { column, descending }: Sorting, lang: Language): KitRow[] {
  return [...rows].sort((a, b) => {
    const missing = Number(a.reading === undefined) - Number(b.reading === undefined);
    if (column !== 'kit' && missing !== 0) return missing;
    const order = compare(a, b, { column, lang }) * (descending ? -1 : 1);
    return order === 0 ? compare(a, b, { column: 'kit', lang }) : order;
  });
}
