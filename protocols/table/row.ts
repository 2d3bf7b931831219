import { FLAGS } from '../../domain/flags.ts';
import { isNamespaced, namespaced, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { CHANNEL } from '../../domain/reading.ts';
import { foundText } from '../../domain/refusal.ts';
import type { ArchiveReading, ArchiveRow } from '../archive.ts';
import { faultyRow, nativeName } from '../archive-row.ts';
import { cellNumber } from '../csv.ts';
import { putMeasured } from '../measured.ts';
import { putNamed, sensorChannel } from '../named.ts';
import { Tray } from '../tray.ts';
import type { Column, Layout } from './columns.ts';
import { type Moment, momentOf } from './moment.ts';

const CONTEXT = { timeZone: 'UTC', externalId: undefined, state: undefined, mapping: undefined };
const LONGEST_KIT = 64;
const MISSING = /^(?:#?n\/?a!?|-{1,3})$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;

/** What all rows of a file share. */
export interface Table {
  readonly layout: Layout;
  /** The kit of rows that name none. */
  readonly kit: string;
  /** Whether `12,5` is a number. */
  readonly commas: boolean;
  /** What the column `value` holds where no other names it. */
  readonly phenomenon: string | undefined;
}

/** One row while it is read. */
interface Row extends Table {
  readonly cell: (role: string) => string;
  readonly tray: Tray;
  readonly moment: Moment;
  readonly faults: string[];
}

/** Mask of `FLAGS` that an export tells of a phenomenon: words, or `phenomenon:word` where a row holds several. */
function flagsOf(told: string, phenomenon: string | undefined): number {
  let mask = 0;
  for (const one of told.split(';')) {
    const word = phenomenon === undefined ? one : one.replace(`${phenomenon}:`, '');
    if (Object.hasOwn(FLAGS, word)) mask |= FLAGS[word as keyof typeof FLAGS];
  }
  return mask;
}

/** Puts a number on the row's tray. */
function put(row: Row, { label, name, id, unit }: Omit<Column, 'at'>, value: number): void {
  const { layout, tray, moment, cell } = row;
  const sensor = cell('channel');
  if (id === undefined) {
    putNamed({ tray, when: moment, sensor, path: '', unit }, { name, value });
    return;
  }
  const told = layout.exported ? flagsOf(cell('flags'), layout.columns.length > 0 ? id : undefined) : 0;
  const channel = layout.exported && CHANNEL.test(sensor) ? sensor : sensorChannel(sensor);
  const when = { time: moment.time, flags: moment.flags | told };
  putMeasured(tray, { phenomenon: id, channel, value, unit, when, path: label });
}

/** Takes the number of a cell; counts it as missing, or notes the fault, where there is none. */
function take(row: Row, column: Omit<Column, 'at'>, text: string): void {
  const decimal = row.commas && DECIMAL_COMMA.test(text) ? text.replace(',', '.') : text;
  const value = MISSING.test(text) ? 'missing' : cellNumber(decimal);
  if (value === 'missing') row.tray.missing++;
  else if (value !== 'fault') put(row, column, value);
  else if (column.known) row.faults.push(`${column.label}: ${foundText(text)} is not a number`);
}

/** The one reading of a row that names it itself. */
function takeNamedByRow(row: Row): void {
  const { cell, layout } = row;
  const name = cell('phenomenon') || row.phenomenon || '';
  const unit = cell('unit') || undefined;
  if (name === '') {
    row.faults.push('the row names no phenomenon');
    return;
  }
  const isId = isNamespaced(name) || (layout.exported && phenomenonOf(name) !== undefined);
  take(row, { label: name, name, unit, known: true, ...(isId && { id: name }) }, cell('value'));
}

function readingsOf({ found }: Tray): ArchiveReading[] {
  return found.flatMap(({ phenomenon, channel, time, value, flags }) => {
    const isId = phenomenonOf(phenomenon) !== undefined || isNamespaced(phenomenon);
    const id = isId ? phenomenon : namespaced(phenomenon);
    if (id === undefined || time === undefined) return [];
    return [{ name: nativeName(id, channel), time, value, ...(flags !== 0 && { flags }) }];
  });
}

/** The readings of one row; `month_first` where its date only has a meaning with the month before the day. */
export function rowOf(line: number, cells: readonly string[], table: Table): ArchiveRow | 'month_first' {
  const { layout } = table;
  const text = (at: number | undefined) => (at === undefined ? '' : (cells[at]?.trim() ?? ''));
  const cell = (role: string) => text(layout.at.get(role));
  const kit = cell('kit').slice(0, LONGEST_KIT) || table.kit;
  if (cells.slice(layout.header.length).some((one) => one.trim() !== ''))
    return faultyRow(line, kit, 'the row has more cells than the header: nothing of it is read');
  const parts = layout.time.map(text);
  const moment = parts.includes('') ? undefined : momentOf(parts.join(' '), layout.utc);
  if (moment === 'month_first') return moment;
  if (moment === undefined)
    return faultyRow(line, kit, `${labelOf(layout)}: ${foundText(parts.join(' ').trim())} cannot be read`);
  const tray = new Tray(CONTEXT);
  const row: Row = { ...table, cell, tray, moment, faults: [] };
  if (layout.columns.length === 0) takeNamedByRow(row);
  for (const column of layout.columns) take(row, column, text(column.at));
  for (const { path, found } of tray.refused) row.faults.push(`${path}: ${found} cannot be taken`);
  return { line, externalId: kit, readings: readingsOf(tray), missing: tray.missing, faults: row.faults };
}

/** The columns of time, in words. */
export function labelOf({ time, header }: Layout): string {
  return time.map((at) => header[at]).join(', ');
}
