import { namespaced, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { CHANNEL } from '../../domain/reading.ts';
import { foundText } from '../../domain/refusal.ts';
import { parseIso } from '../../domain/time.ts';
import type { ArchiveReader, ArchiveRow } from '../archive.ts';
import { faultyRow, nativeName, RowTray } from '../archive-row.ts';
import { cellPosition, csvRows, headCells } from '../csv.ts';

const NEEDED = ['createdAt', 'sensorId', 'value'] as const;

interface Source {
  readonly at: ReadonlyMap<string, number>;
  /** Phenomenon of the rows that name none. */
  readonly phenomenon: string | undefined;
}

/**
 * A catalogue id or `x_…` for what a file or an option calls a phenomenon (`PM2.5` is `pm2_5`), and its channel behind
 * `@`; undefined where nothing of the name is left.
 */
function phenomenonNamed(text: string): { readonly id: string; readonly channel: string } | undefined {
  const [name = '', channel = ''] = text.split('@', 2);
  const kept = namespaced(name);
  if (kept === undefined || (channel !== '' && !CHANNEL.test(channel))) return undefined;
  const bare = kept.slice(2);
  return { id: phenomenonOf(bare) === undefined ? kept : bare, channel };
}

function rowOf(line: number, cells: readonly string[], { at, phenomenon }: Source): ArchiveRow {
  const cell = (name: string) => cells[at.get(name) ?? -1]?.trim() ?? '';
  const externalId = cell('sensorId');
  const stamp = cell('createdAt');
  const time = parseIso(stamp)?.time;
  const named = cell('phenomenon') || phenomenon || '';
  const kind = phenomenonNamed(named);
  if (externalId === '') return faultyRow(line, externalId, 'sensorId: empty');
  if (time === undefined) return faultyRow(line, externalId, `createdAt: ${foundText(stamp)} cannot be read`);
  if (kind === undefined) return faultyRow(line, externalId, `phenomenon: ${foundText(named)} is no name`);
  const tray = new RowTray();
  const value = tray.number(cell('value'), 'value');
  if (value !== undefined) {
    const known = phenomenonOf(kind.id);
    const unit = cell('unit');
    const own = known === undefined || unit === '' ? value : toOwnUnit(known, value, unit);
    if (own === undefined) tray.faults.push(`unit: ${kind.id} cannot be given in ${foundText(unit)}`);
    else tray.readings.push({ name: nativeName(kind.id, kind.channel), time, value: own });
  }
  return tray.row(line, externalId, cellPosition(cell('lat'), cell('lon')));
}

/** The columns of a header, or what is wrong with it in words. */
function sourceOf(header: readonly string[], phenomenon: string | undefined): Source | string {
  const at = new Map(header.map((name, index) => [name.trim(), index]));
  const lacking = NEEDED.filter((name) => !at.has(name));
  if (lacking.length > 0) return `the header lacks ${lacking.join(', ')}`;
  if (!at.has('phenomenon') && phenomenon === undefined)
    return 'the file names no phenomenon: say which one it is (--phenomenon pm2_5)';
  return { at, phenomenon };
}

/** CSV downloads of openSenseMap: `createdAt,sensorId,value,unit,lon,lat` in any order, `phenomenon` where it is there. */
export const OPENSENSEMAP_CSV: ArchiveReader = {
  id: 'opensensemap',
  recognises(head) {
    const cells = headCells(head, ',');
    return NEEDED.every((name) => cells.includes(name));
  },
  async *read(bytes, options) {
    let source: Source | undefined;
    for await (const row of csvRows(bytes, ',')) {
      if ('fault' in row) yield faultyRow(row.line, '', row.fault);
      else if (source !== undefined) yield rowOf(row.line, row.cells, source);
      else {
        const read = sourceOf(row.cells, options.phenomenon);
        if (typeof read === 'string') {
          yield faultyRow(row.line, '', read);
          return;
        }
        source = read;
      }
    }
  },
};
