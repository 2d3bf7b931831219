import { namespaced } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { foundText } from '../../domain/refusal.ts';
import { parseIso } from '../../domain/time.ts';
import type { ArchiveReader, ArchiveRow } from '../archive.ts';
import { faultyRow, nativeName, RowTray } from '../archive-row.ts';
import { csvRows, headCells } from '../csv.ts';
import { isSentinel, type Meaning, meaningOf } from './naming.ts';

/** Columns that the server names otherwise than the firmware. */
const RENAMED: Readonly<Record<string, string>> = {
  Temp: 'temperature',
  Humidity: 'humidity',
  Pressure: 'BMP_pressure',
  Samples: 'samples',
  Min_cycle: 'min_micro',
  Max_cycle: 'max_micro',
  Signal: 'signal',
};

/** Names of both size channels of the PPD42NS: only that sensor has columns without a prefix. */
const BODY = { pin: undefined, ppd42ns: true };
const DAY_FILE = /^data-(?:esp8266-|esp32-)?([A-Za-z0-9_]{1,64}?)-\d{4}-\d\d-\d\d\.csv$/i;

/** The chip id that the name of a daily file holds, else the name itself. */
function boardOf(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? '';
  return DAY_FILE.exec(base)?.[1] ?? (base.replace(/\.csv$/i, '').slice(0, 64) || 'madavi');
}

interface Column {
  readonly name: string;
  readonly meaning: Meaning;
}

function columnOf(cell: string): Column {
  const written = cell.trim();
  const name = RENAMED[written] ?? written;
  return { name, meaning: meaningOf(name, BODY) };
}

function take(tray: RowTray, { name, meaning }: Column, at: { cell: string; time: number }): void {
  const { time } = at;
  if (meaning.kind === 'ignored') return;
  const value = tray.number(at.cell.replace(/ ?dBm$/i, ''), name);
  if (value === undefined) return;
  if (meaning.kind === 'unknown') {
    const kept = namespaced(name);
    if (kept !== undefined) tray.readings.push({ name: kept, time, value });
    return;
  }
  const { chip, type } = meaning;
  if (isSentinel(value, chip, type)) tray.missing++;
  else {
    const own = type.known === undefined ? value : (toOwnUnit(type.known, value, type.unit) ?? value);
    const id = type.known === undefined ? (namespaced(type.phenomenon) ?? '') : type.phenomenon;
    tray.readings.push({ name: nativeName(id, chip.channel), time, value: own });
  }
}

/**
 * Whether the cells of a row stand under their names. The header is written once a day, with the columns that the server
 * knew then: rows of another length, or with a radio signal above 0 dBm, have theirs shifted.
 */
function fits(columns: readonly Column[], cells: readonly string[]): boolean {
  if (cells.length !== columns.length) return false;
  const signal = columns.findIndex(({ name }) => name === 'signal');
  return signal < 0 || !(Number.parseFloat(cells[signal] ?? '') > 0);
}

function rowOf(
  line: number,
  cells: readonly string[],
  { columns, kit }: { columns: readonly Column[]; kit: string },
): ArchiveRow {
  if (!fits(columns, cells))
    return faultyRow(
      line,
      kit,
      'the cells do not stand under the columns of the header: nothing of the row is read',
    );
  const stamp = cells[0]?.trim() ?? '';
  // The server writes UTC, with slashes.
  const time = parseIso(stamp.replace(/^(\d{4})\/(\d\d)\/(\d\d)/, '$1-$2-$3'))?.time;
  if (time === undefined) return faultyRow(line, kit, `Time: ${foundText(stamp)} cannot be read`);
  const tray = new RowTray();
  for (const [index, column] of columns.entries())
    if (index > 0 && column.name !== '') take(tray, column, { cell: cells[index] ?? '', time });
  return tray.row(line, kit, undefined);
}

/** Daily files of Madavi's server: `Time;durP1;ratioP1;P1;…;SDS_P1;SDS_P2;…;Signal`, one board a file, which names it. */
export const MADAVI: ArchiveReader = {
  id: 'madavi',
  recognises(head) {
    const cells = headCells(head, ';');
    return cells[0] === 'Time' && cells.includes('SDS_P1');
  },
  async *read(bytes, { file }) {
    const kit = boardOf(file);
    let columns: readonly Column[] | undefined;
    for await (const row of csvRows(bytes, ';')) {
      if ('fault' in row) yield faultyRow(row.line, kit, row.fault);
      else if (columns === undefined || row.cells[0]?.trim() === 'Time') columns = row.cells.map(columnOf);
      else yield rowOf(row.line, row.cells, { columns, kit });
    }
  },
};
