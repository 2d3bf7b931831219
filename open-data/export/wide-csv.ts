import { flagWords } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { Assessment, ReadingLevel } from '../assessment/assessment.ts';
import { unitOf } from '../views/reading.ts';
import { bytesOf, copy, csvCell, type Piece, Timed } from './csv-bytes.ts';
import { putNumber } from './number-bytes.ts';
import { remembered } from './remember.ts';
import { WideCorrections } from './wide-corrections.ts';
import type { ExportFacts, ExportWriter } from './writer.ts';

/** Bytes that the buffer begins with, and that a value takes at most with its comma. */
const BUFFER = 512 * 1024;
const VALUE = 32;
const COMMA = 44;

/** The columns before those of the phenomena. */
const KEYS = 'time,kit,channel,received,licence,flags';

/** Columns of phenomena. */
export interface WideColumns {
  readonly phenomena: readonly string[];
  /** Those of them that have a column of corrected values too. */
  readonly corrected: readonly string[];
}

/** The name of a column: its own, with the unit of the phenomenon where it has one. */
function columnName(name: string, phenomenon = name): string {
  const unit = unitOf(phenomenon);
  return csvCell(unit === '' || unit === '1' ? name : `${name} [${unit}]`);
}

/** The first line: keys, values, the level, and where anything is corrected the corrected values and what they come from. */
function headOf({ phenomena, corrected }: WideColumns): string {
  const values = phenomena.map((id) => columnName(id));
  const more = corrected.map((id) => columnName(`${id}_corrected`, id));
  return [KEYS, ...values, 'level', ...more, ...(more.length > 0 ? ['correction'] : [])].join(',');
}

/** The readings of one kit, channel, time and arrival, until they are written as one line. */
class WideLines {
  readonly #phenomena: readonly string[];
  readonly #corrections: WideCorrections;
  readonly #places: ReadonlyMap<string, number>;
  readonly #values: Float64Array;
  readonly #has: Uint8Array;
  readonly #kit: (id: string) => { readonly cell: Piece; readonly licence: Piece };
  readonly #channel = remembered((channel: string) => bytesOf(`${csvCell(channel)},`));
  readonly #first = new Timed();
  readonly #received = new Timed();
  readonly #comma = bytesOf(',');
  readonly #levelCell = remembered((levels: string) => bytesOf(`,${levels}`));
  #buffer = Buffer.allocUnsafeSlow(BUFFER);
  #at = 0;
  #row: StoredReading | undefined;
  #flags = '';
  /** The level of the row's values, and those of them that have another. */
  #level: ReadingLevel = 'good';
  #exceptions = '';
  /** Where the reading after this one is likely to go: rows bring the same phenomena in the same order. */
  #likely = 0;

  constructor({ phenomena, corrected }: WideColumns, { licenceOf }: ExportFacts) {
    this.#phenomena = phenomena;
    this.#corrections = new WideCorrections(corrected);
    this.#places = new Map(phenomena.map((id, at) => [id, at]));
    this.#values = new Float64Array(phenomena.length);
    this.#has = new Uint8Array(phenomena.length);
    this.#received.follow(this.#comma);
    this.#kit = remembered((id: string) => ({
      cell: bytesOf(`,${csvCell(id)},`),
      licence: bytesOf(`${licenceOf(id) ?? ''},`),
    }));
  }

  put(reading: Readonly<StoredReading>, told: Assessment): void {
    const place = this.#placeOf(reading.phenomenon);
    if (place === undefined) return;
    if (!this.#isSameRow(reading)) this.#begin(reading, told.checked);
    this.#values[place] = reading.value;
    this.#has[place] = 1;
    if (reading.flags !== 0) this.#note(reading);
    if (told.level !== this.#level) this.#exceptions += `;${reading.phenomenon}:${told.level}`;
    if (told.corrected !== undefined)
      this.#corrections.note(reading.phenomenon, told.corrected, told.correction);
  }

  /** The bytes of the lines that are whole. */
  take(): Buffer {
    const lines = Buffer.from(this.#buffer.subarray(0, this.#at));
    this.#at = 0;
    return lines;
  }

  /** The last line. */
  end(): string {
    this.#write();
    this.#row = undefined;
    return this.take().toString('utf8');
  }

  #placeOf(phenomenon: string): number | undefined {
    const likely = this.#likely;
    const place = this.#phenomena[likely] === phenomenon ? likely : this.#places.get(phenomenon);
    if (place !== undefined) this.#likely = place + 1;
    return place;
  }

  #isSameRow({ kit, channel, time, received }: Readonly<StoredReading>): boolean {
    const row = this.#row;
    return (
      row !== undefined &&
      row.time === time &&
      row.received === received &&
      row.kit === kit &&
      row.channel === channel
    );
  }

  #begin(reading: Readonly<StoredReading>, checked: boolean): void {
    this.#write();
    this.#level = checked ? 'good' : 'not_evaluated';
    if (reading.kit !== this.#row?.kit) this.#first.follow(this.#kit(reading.kit).cell);
    this.#row = { ...reading };
    this.#first.put(reading.time);
    this.#received.put(reading.received);
  }

  #note({ phenomenon, flags }: Readonly<StoredReading>): void {
    const words = flagWords(flags).map((word) => `${phenomenon}:${word}`);
    this.#flags = [this.#flags, ...words].filter((word) => word !== '').join(';');
  }

  #write(): void {
    const row = this.#row;
    if (row === undefined) return;
    const { licence } = this.#kit(row.kit);
    const channel = this.#channel(row.channel);
    const flags = this.#flags === '' ? undefined : bytesOf(this.#flags);
    const fixed = this.#first.length + channel.length + this.#received.length + licence.length;
    const level = this.#levelCell(this.#exceptions === '' ? this.#level : this.#level + this.#exceptions);
    const behind = level.length + this.#corrections.room();
    this.#room(fixed + (flags?.length ?? 0) + this.#phenomena.length * VALUE + behind + 2);
    const into = this.#buffer;
    let at = copy(channel, into, copy(this.#first, into, this.#at));
    at = copy(licence, into, copy(this.#received, into, at));
    if (flags !== undefined) at = copy(flags, into, at);
    this.#flags = '';
    this.#exceptions = '';
    for (let n = 0; n < this.#values.length; n++) {
      into[at++] = COMMA;
      if (this.#has[n] === 1) at = putNumber(into, at, this.#values[n] as number);
      this.#has[n] = 0;
    }
    at = this.#corrections.put(into, copy(level, into, at));
    into[at++] = 13;
    into[at++] = 10;
    this.#at = at;
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#buffer.length + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}

/**
 * Readings as CSV with a column for each phenomenon, one line a kit, channel, time and arrival; flags stand together as
 * `phenomenon:word`, and the level is that of all values of the line but those that are named behind it as `phenomenon:level`.
 * Readings of other phenomena are left out.
 */
export function wideCsvWriter(columns: WideColumns, facts: ExportFacts): ExportWriter {
  const lines = new WideLines(columns, facts);
  return {
    type: 'text/csv; charset=utf-8; header=present',
    head: `${headOf(columns)}\r\n`,
    get tail() {
      return lines.end();
    },
    put: (reading, told) => lines.put(reading, told),
    take: () => lines.take(),
  };
}
