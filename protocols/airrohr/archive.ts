import { namespaced } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { foundText } from '../../domain/refusal.ts';
import { parseIso } from '../../domain/time.ts';
import type { ArchiveReader, ArchiveRow } from '../archive.ts';
import { faultyRow, nativeName, RowTray } from '../archive-row.ts';
import { cellPosition, csvRows, headCells } from '../csv.ts';
import { type Chip, chipOfArchive } from './chips.ts';
import { isNoReading, ppd42nsType, type ValueType, valueType } from './value-types.ts';

const NO_COLUMNS_OF_READINGS = ['sensor_id', 'sensor_type', 'location', 'lat', 'lon', 'timestamp'];

interface Column {
  readonly index: number;
  readonly name: string;
}

interface Header {
  readonly at: ReadonlyMap<string, number>;
  readonly columns: readonly Column[];
}

function headerOf(cells: readonly string[]): Header {
  const names = cells.map((cell) => cell.trim());
  const columns = names
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => name !== '' && !NO_COLUMNS_OF_READINGS.includes(name) && !isNoReading(name));
  return { at: new Map(names.map((name, index) => [name, index])), columns };
}

/** A column's type for rows of a sensor type. Archives of the PPD42NS use the names that are PM10 and PM2.5 elsewhere. */
function typeOf(name: string, sensorType: string): ValueType | undefined {
  return (/^ppd42ns$/i.test(sensorType) ? ppd42nsType(name) : undefined) ?? valueType(name);
}

function take(
  tray: RowTray,
  cell: string | undefined,
  of: { column: Column; chip: Chip; sensorType: string; time: number },
): void {
  const { column, chip, time } = of;
  const type = typeOf(column.name, of.sensorType);
  const value = tray.number(cell, column.name, type?.sentinel ?? undefined);
  if (value === undefined) return;
  if (chip.minusOne && value === -1) tray.missing++;
  else if (type?.known === undefined) {
    const name = namespaced(type?.phenomenon ?? column.name);
    if (name !== undefined)
      tray.readings.push({ name: nativeName(name, type ? chip.channel : ''), time, value });
  } else {
    const own = toOwnUnit(type.known, value, type.unit) ?? value;
    tray.readings.push({ name: nativeName(type.phenomenon, chip.channel), time, value: own });
  }
}

function rowOf(line: number, cells: readonly string[], header: Header): ArchiveRow {
  const cell = (name: string) => cells[header.at.get(name) ?? -1]?.trim();
  const externalId = cell('sensor_id') ?? '';
  const stamp = cell('timestamp') ?? '';
  // The archive writes UTC without saying so.
  const time = parseIso(stamp)?.time;
  if (externalId === '') return faultyRow(line, externalId, 'sensor_id: empty');
  if (time === undefined) return faultyRow(line, externalId, `timestamp: ${foundText(stamp)} cannot be read`);
  const sensorType = cell('sensor_type') ?? '';
  const chip = chipOfArchive(sensorType);
  const tray = new RowTray();
  for (const column of header.columns) take(tray, cells[column.index], { column, chip, sensorType, time });
  return tray.row(line, externalId, cellPosition(cell('lat'), cell('lon')));
}

/** Daily files of archive.sensor.community: `sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;…`, one or many after another. */
export const SENSOR_COMMUNITY: ArchiveReader = {
  id: 'sensor-community',
  recognises(head) {
    const cells = headCells(head, ';');
    return cells[0] === 'sensor_id' && cells.includes('timestamp');
  },
  async *read(bytes) {
    let header: Header | undefined;
    for await (const row of csvRows(bytes, ';')) {
      if ('fault' in row) yield faultyRow(row.line, '', row.fault);
      else if (row.cells[0]?.trim() === 'sensor_id') header = headerOf(row.cells);
      else if (header !== undefined) yield rowOf(row.line, row.cells, header);
      else {
        yield faultyRow(row.line, '', 'the file does not begin with the header sensor_id;sensor_type;…');
        return;
      }
    }
  },
};
