import { namespaced } from '../../domain/phenomena/catalogue.ts';
import { foundText } from '../../domain/refusal.ts';
import { parseIso } from '../../domain/time.ts';
import type { ArchiveReader, ArchiveRow } from '../archive.ts';
import { faultyRow, kitOfFile, nativeName, RowTray } from '../archive-row.ts';
import { csvRows, headCells } from '../csv.ts';
import { isListed, keptAs, ownValue, type Sensor, sensorById, sensorByKey } from './lookup.ts';

/** Short key, unit, name, sensor id. */
const HEADER_ROWS = 4;

interface Column {
  readonly index: number;
  readonly label: string;
  readonly name: string;
  readonly unit: string;
  readonly sensor: Sensor | undefined;
}

/** The sensor of a column: by its id, else by its short key (id 0 stands for "not published"), else the id unlisted. */
function sensorOf(id: string, key: string): Sensor | undefined {
  const byId = /^\d+$/.test(id) ? sensorById(Number(id)) : undefined;
  if (byId !== undefined && (isListed(byId) || byId.personal)) return byId;
  return sensorByKey(key) ?? byId;
}

function columnsOf(header: readonly (readonly string[])[]): readonly Column[] {
  const [keys = [], units = [], names = [], ids = []] = header.map((cells) =>
    cells.map((cell) => cell.trim()),
  );
  return keys.flatMap((key, index): Column[] => {
    const sensor = sensorOf(ids[index] ?? '', key);
    const label = key || (names[index] ?? '');
    const kept = sensor === undefined ? namespaced(label) : keptAs(sensor);
    if (index === 0 || kept === undefined || sensor?.personal) return [];
    const name = nativeName(kept, sensor?.channel ?? '');
    return [{ index, label, name, sensor, unit: units[index] || (sensor?.unit ?? '') }];
  });
}

function rowOf(
  line: number,
  cells: readonly string[],
  of: { columns: readonly Column[]; kit: string },
): ArchiveRow {
  const stamp = cells[0]?.trim() ?? '';
  const time = parseIso(stamp)?.time;
  if (time === undefined) return faultyRow(line, of.kit, `TIME: ${foundText(stamp)} cannot be read`);
  const tray = new RowTray();
  for (const { index, label, name, unit, sensor } of of.columns) {
    const value = tray.number(cells[index], label, sensor?.sentinel);
    if (value === undefined) continue;
    const own = sensor === undefined ? value : ownValue(sensor, value, unit);
    if (own === undefined) tray.faults.push(`${label}: ${name} cannot be given in ${foundText(unit)}`);
    else tray.readings.push({ name, time, value: own });
  }
  return tray.row(line, of.kit, undefined);
}

/** Files that Smart Citizen kits write on their SD card: four header rows, `none` or `null` where there is no reading. */
export const SMART_CITIZEN_SD: ArchiveReader = {
  id: 'smart-citizen-sd',
  recognises(head) {
    return headCells(head, ',')[0] === 'TIME' && /^\s*"?ISO 8601/m.test(head);
  },
  async *read(bytes, { file }) {
    const kit = kitOfFile(file) || 'sdcard';
    const header: (readonly string[])[] = [];
    let columns: readonly Column[] = [];
    for await (const row of csvRows(bytes, ',')) {
      if ('fault' in row) yield faultyRow(row.line, kit, row.fault);
      else if (header.length === HEADER_ROWS) yield rowOf(row.line, row.cells, { columns, kit });
      else if (header.push(row.cells) === HEADER_ROWS) columns = columnsOf(header);
    }
    if (header.length < HEADER_ROWS)
      yield faultyRow(header.length, kit, 'the file has less than four header rows');
  },
};
