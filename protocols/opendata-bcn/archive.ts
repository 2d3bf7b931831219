import { FLAGS } from '../../domain/flags.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { foundText } from '../../domain/refusal.ts';
import { wallTime } from '../../domain/zone.ts';
import type { ArchiveReader, ArchiveRow } from '../archive.ts';
import { faultyRow, RowTray } from '../archive-row.ts';
import { csvRows, headCells } from '../csv.ts';
import { type Contaminant, contaminantOf } from './contaminants.ts';

const NEEDED = ['ESTACIO', 'CODI_CONTAMINANT', 'ANY', 'MES', 'DIA', 'H01', 'V01', 'H24', 'V24'] as const;
const ZONE = 'Europe/Madrid';
const HOUR = 3_600_000;

type At = ReadonlyMap<string, number>;

/** Midnight at the beginning of the row's day as if it were UTC ms; undefined for no date. */
function dayOf(cell: (name: string) => string): number | undefined {
  const [year, month, day] = [Number(cell('ANY')), Number(cell('MES')), Number(cell('DIA'))];
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  const same =
    back.getUTCFullYear() === year && back.getUTCMonth() + 1 === month && back.getUTCDate() === day;
  return same ? time : undefined;
}

/**
 * Start of the hour that ends at `hour` o'clock on the wall, UTC ms; undefined for the o'clock that is skipped in spring. H24 is
 * the midnight that ends the day, so labels are ends; and on 29 March 2020 the one that no station has is H02, as on the walls.
 */
function hourOf(day: number, hour: number): number | undefined {
  const end = wallTime(day + hour * HOUR, ZONE);
  return end === wallTime(day + (hour + 1) * HOUR, ZONE) ? undefined : end - HOUR;
}

function takeHour(
  tray: RowTray,
  { value, validity, column }: Record<'value' | 'validity' | 'column', string>,
  at: { readonly time: number | undefined; readonly kind: Contaminant },
): void {
  if (/^na$/i.test(value)) {
    tray.missing++;
    return;
  }
  const found = tray.number(value, column);
  if (found === undefined) return;
  const { time, kind } = at;
  if (time === undefined) {
    tray.faults.push(`${column}: the clocks were put forward, there was no such hour`);
    return;
  }
  const own = kind.known === undefined ? found : (toOwnUnit(kind.known, found, kind.unit) ?? found);
  const valid = validity.toUpperCase() === 'V';
  tray.readings.push({ name: kind.id, time, value: own, ...(valid ? {} : { flags: FLAGS.invalid }) });
}

function rowOf(line: number, cells: readonly string[], at: At): ArchiveRow {
  const cell = (name: string) => cells[at.get(name) ?? -1]?.trim() ?? '';
  const station = cell('ESTACIO');
  const kind = contaminantOf(cell('CODI_CONTAMINANT'));
  const day = dayOf(cell);
  if (station === '') return faultyRow(line, station, 'ESTACIO: empty');
  if (kind === undefined)
    return faultyRow(line, station, `CODI_CONTAMINANT: ${foundText(cell('CODI_CONTAMINANT'))} is no code`);
  if (day === undefined) return faultyRow(line, station, 'ANY, MES, DIA: no date');
  const tray = new RowTray();
  for (let hour = 1; hour <= 24; hour++) {
    const two = String(hour).padStart(2, '0');
    const hourly = { value: cell(`H${two}`), validity: cell(`V${two}`), column: `H${two}` };
    takeHour(tray, hourly, { time: hourOf(day, hour), kind });
  }
  return tray.row(line, station, undefined);
}

/**
 * Hourly air files of Open Data BCN: one row a station, pollutant and day, `H01,V01,…,H24,V24`. `NA` is missing; a value that
 * the network does not call valid (`V`) is read and carries the flag `invalid`. Times are wall times of Barcelona.
 */
export const OPENDATA_BCN: ArchiveReader = {
  id: 'opendata-bcn',
  recognises(head) {
    const cells = headCells(head, ',');
    return NEEDED.every((name) => cells.includes(name));
  },
  async *read(bytes) {
    let at: At | undefined;
    for await (const row of csvRows(bytes, ',')) {
      if ('fault' in row) yield faultyRow(row.line, '', row.fault);
      else if (at !== undefined) yield rowOf(row.line, row.cells, at);
      else {
        const header = new Map(row.cells.map((name, index) => [name.trim(), index]));
        const lacking = NEEDED.filter((name) => !header.has(name));
        if (lacking.length > 0) {
          yield faultyRow(row.line, '', `the header lacks ${lacking.join(', ')}`);
          return;
        }
        at = header;
      }
    }
  },
};
