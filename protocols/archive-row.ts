import { foundText } from '../domain/refusal.ts';
import type { ArchiveReading, ArchiveRow } from './archive.ts';
import { cellNumber } from './csv.ts';

/** A reading's name in a native message. */
export function nativeName(phenomenon: string, channel: string): string {
  return channel === '' ? phenomenon : `${phenomenon}@${channel}`;
}

/** Collects what one row of an archive holds. */
export class RowTray {
  readonly readings: ArchiveReading[] = [];
  readonly faults: string[] = [];
  missing = 0;

  /**
   * The number in a cell; undefined for none: `null`, `none`, nothing and the sentinel are counted as missing, anything
   * else is a fault that names the column.
   */
  number(cell: string | undefined, column: string, sentinel?: number): number | undefined {
    const value = cellNumber(cell);
    if (value === 'fault') this.faults.push(`${column}: ${foundText(cell)} is not a number`);
    else if (value === 'missing' || value === sentinel) this.missing++;
    else return value;
    return undefined;
  }

  row(line: number, externalId: string, position: ArchiveRow['position']): ArchiveRow {
    const { readings, missing, faults } = this;
    return { line, externalId, ...(position === undefined ? {} : { position }), readings, missing, faults };
  }
}

/** A row that could not be read, with the reason in words. */
export function faultyRow(line: number, externalId: string, fault: string): ArchiveRow {
  return { line, externalId, readings: [], missing: 0, faults: [fault] };
}

/**
 * The kit of a file that names none: its base name, in lower-case letters, digits and hyphens (`sdcard_2018-12-06.csv` →
 * `sdcard-2018-12-06`); empty where nothing of it is left.
 */
export function kitOfFile(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? '';
  return base
    .replace(/\.[A-Za-z0-9]{1,4}$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '');
}
