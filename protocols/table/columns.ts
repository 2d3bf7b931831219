import { isNamespaced, namespaced, PHENOMENA, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { ucum } from '../../domain/phenomena/units.ts';
import { isPlaceName } from '../named.ts';
import { readName } from '../unit-words.ts';
import { roleOf, timeName, translated } from './words.ts';

/** Two rows fit beside what an upload gathers, below the bound of one message. */
const MOST = 240;
const LONGEST_NAME = 100;

/** Columns that stand in every table of the platform's own exports. */
const EXPORTED = ['kit', 'channel', 'received', 'licence', 'flags'];
/** Columns of its exports that tell what follows from the rest: how far values can be trusted, and corrected values. */
const TOLD = /^(?:level|correction|[a-z0-9_]+_corrected(?: \[.{1,16}\])?)$/;
/** Units may have brackets of their own: `noise_laeq [dB[SPL]]`. */
const EXPORT_NAME = /^([a-z0-9_]{1,62})(?: \[(.{1,16})\])?$/;
const IN_BRACKETS = /[([]([^()[\]]{1,16})[)\]]\s*$/;

const UNITS: ReadonlySet<string> = new Set(
  PHENOMENA.flatMap(({ unit, accepts }) => [unit, ...Object.keys(accepts)]).filter((unit) => unit !== '1'),
);

/** A column of readings. */
export interface Column {
  readonly at: number;
  /** As the header writes it. */
  readonly label: string;
  /** The name that says quantity, sensor and unit. */
  readonly name: string;
  /** The phenomenon where nothing of it is to be read from the name. */
  readonly id?: string;
  /** The unit, beside `id`. */
  readonly unit?: string | undefined;
  /** Whether the quantity is one of the catalogue: a text in its cells is a fault then. */
  readonly known: boolean;
}

/** Where in a row what stands. */
export interface Layout {
  /** Columns of the time: of the moment, or of the date and the time of day. */
  readonly time: readonly number[];
  /** Whether the header says that times are UTC. */
  readonly utc: boolean;
  /** Whether the table is one of the platform's own exports, whose names mean themselves. */
  readonly exported: boolean;
  readonly at: ReadonlyMap<string, number>;
  readonly header: readonly string[];
  /** Columns of readings; none where a row holds one reading that it names itself. */
  readonly columns: readonly Column[];
  /** Columns that are not read, in words. */
  readonly faults: readonly string[];
}

type Times = Pick<Layout, 'time' | 'utc'>;

function timesOf(header: readonly string[]): Times | string {
  const found = header.flatMap((label, at) => {
    const name = timeName(label);
    return name === undefined ? [] : [{ at, label, ...name }];
  });
  const [one, other, ...more] = found;
  const utc = found.some((name) => name.utc);
  if (one === undefined) return 'the header names no column of time';
  if (other === undefined)
    return one.moment ? { time: [one.at], utc } : `the header names no date beside ${one.label}`;
  if (more.length === 0 && one.date && other.clock) return { time: [one.at, other.at], utc };
  if (more.length === 0 && other.date && one.clock) return { time: [other.at, one.at], utc };
  return `the header names several columns of time: ${found.map(({ label }) => label).join(', ')}`;
}

/** Whether a name ends in brackets with a unit that its quantity cannot be given in. */
function isMisfit(name: string): boolean {
  const inside = IN_BRACKETS.exec(name)?.[1];
  return inside !== undefined && UNITS.has(ucum(inside)) && readName(name).unit === undefined;
}

/** What a column holds; undefined for no readings: positions and ids, unless an export carries them as `x_…`. */
function columnOf(label: string, at: number, exported: boolean): Column | undefined {
  const isNone = label.length > LONGEST_NAME || isPlaceName(label) || roleOf(label) === 'identity';
  if (isNone && !exported) return undefined;
  const [, id = '', unit] = EXPORT_NAME.exec(label) ?? [];
  if (isNamespaced(label) || (exported && phenomenonOf(id) !== undefined))
    return { at, label, name: label, id, unit, known: phenomenonOf(id) !== undefined };
  if (isNone) return undefined;
  const name = translated(label);
  const kept = namespaced(label);
  if (kept === undefined) return undefined;
  if (isMisfit(name)) return { at, label, name, id: kept, known: false };
  return { at, label, name, known: readName(name).phenomenon !== undefined };
}

/** What tells a column's readings from those of the others. */
function keyOf({ id, name }: Column): string {
  const { phenomenon = namespaced(name), channel } = readName(name);
  return id ?? `${phenomenon}@${channel}`;
}

/** Columns without those that say the same as one before them, and these in words. */
function distinct(columns: readonly Column[]): Pick<Layout, 'columns' | 'faults'> {
  const first = new Map<string, Column>();
  const faults: string[] = [];
  for (const column of columns) {
    const before = first.get(keyOf(column));
    if (before === undefined) first.set(keyOf(column), column);
    else
      faults.push(`${column.label}: the same as ${before.label}, not read; name the sensors in the header`);
  }
  return { columns: [...first.values()], faults };
}

/**
 * What a header's columns are for; in words what keeps it from being one of a table. `phenomenon` is what a column `value`
 * holds where no other names it.
 */
export function layoutOf(cells: readonly string[], phenomenon?: string): Layout | string {
  const header = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const times = timesOf(header);
  if (typeof times === 'string') return times;
  const at = new Map<string, number>();
  const rest: [label: string, index: number][] = [];
  for (const [index, label] of header.entries()) {
    const role = times.time.includes(index) ? 'time' : roleOf(label);
    if (role === undefined || isNamespaced(label)) rest.push([label, index]);
    else if (!at.has(role)) at.set(role, index);
  }
  const exported = EXPORTED.every((role) => at.has(role));
  const all = { ...times, exported, at, header };
  if (at.has('value') && (at.has('phenomenon') || phenomenon !== undefined))
    return { ...all, columns: [], faults: [] };
  const columns = rest.flatMap(([label, index]) => {
    if (exported && TOLD.test(label) && !isNamespaced(label)) return [];
    return columnOf(label, index, exported) ?? [];
  });
  if (!columns.some(({ id, known }) => known || (exported && id !== undefined)))
    return 'no column of the header is a quantity of the catalogue';
  if (columns.length > MOST) return `the header has more than ${MOST} columns of readings`;
  return { ...all, ...distinct(columns) };
}
