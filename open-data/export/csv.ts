import { flagWords } from '../../domain/flags.ts';
import type { Licence } from '../../domain/kit.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { type Assessment, READING_LEVELS, type ReadingLevel } from '../assessment/assessment.ts';
import { unitOf } from '../views/reading.ts';
import { bytesOf, copy, csvCell, type Piece, Timed } from './csv-bytes.ts';
import { putNumber } from './number-bytes.ts';
import { remembered } from './remember.ts';
import type { ExportFacts, ExportWriter } from './writer.ts';

/** The first line of every CSV of readings. */
export const CSV_HEAD =
  'time,kit,phenomenon,channel,value,unit,flags,received,licence,level,corrected,correction\r\n';

/** Bytes that a buffer begins with, and that a value takes at most. */
const BUFFER = 512 * 1024;
const VALUE = 32;

/** The cells of a phenomenon and channel before the value, and those behind it with the flags that came last. */
class Observed {
  readonly phenomenon: string;
  readonly channel: string;
  readonly before: Piece;
  /** What came behind it last time: readings of one row come in the same order again and again. */
  next: Observed | undefined;
  readonly #behindOf: (flags: number) => Piece;
  #flags = 0;
  #behind: Piece;

  constructor(phenomenon: string, channel: string) {
    const unit = csvCell(unitOf(phenomenon));
    this.phenomenon = phenomenon;
    this.channel = channel;
    this.before = bytesOf(`${csvCell(phenomenon)},${csvCell(channel)},`);
    this.#behindOf = remembered((flags: number) => bytesOf(`,${unit},${flagWords(flags).join(';')},`));
    this.#behind = this.#behindOf(0);
  }

  behind(flags: number): Piece {
    if (flags !== this.#flags) {
      this.#flags = flags;
      this.#behind = this.#behindOf(flags);
    }
    return this.#behind;
  }
}

function byLevel<T>(of: (level: ReadingLevel) => T): Record<ReadingLevel, T> {
  return { good: of('good'), not_evaluated: of('not_evaluated'), suspect: of('suspect'), bad: of('bad') };
}

/** What stands behind the level where a reading is not corrected. One that is has the first comma of it too. */
const NOT_CORRECTED = ',,\r\n';

/** What the lines of a kit have in common: its own cell, and by level what stands behind the arrival. */
interface KitCells {
  readonly cell: Piece;
  readonly behind: Readonly<Record<ReadingLevel, Piece>>;
}

function cellsOf(kit: string, licence: Licence | undefined): KitCells {
  const behind = (level: ReadingLevel) => bytesOf(`,${licence ?? ''},${level}${NOT_CORRECTED}`);
  return { cell: bytesOf(`,${csvCell(kit)},`), behind: byLevel(behind) };
}

/** Writes lines of bytes, put together from pieces that repeat from line to line. */
class CsvLines {
  readonly #kit: (id: string) => KitCells;
  readonly #find = remembered((channel: string) =>
    remembered((phenomenon: string) => new Observed(phenomenon, channel)),
  );
  #buffer = Buffer.allocUnsafeSlow(BUFFER);
  #at = 0;
  /** What begins the lines of this kit and time, and what ends those of this kit, arrival and level. */
  readonly #first = new Timed();
  readonly #lasts = byLevel(() => new Timed());
  #last = this.#lasts.good;
  #level: ReadingLevel = 'good';
  readonly #correction = remembered((name: string) => bytesOf(`,${csvCell(name)}\r\n`));
  #kitOf: string | undefined;
  #before: Observed | undefined;

  constructor(licenceOf: (kit: string) => Licence | undefined) {
    this.#kit = remembered((id: string) => cellsOf(id, licenceOf(id)));
  }

  put(reading: Readonly<StoredReading>, told: Assessment): void {
    if (reading.kit !== this.#kitOf) this.#begin(reading.kit);
    if (told.level !== this.#level) {
      this.#level = told.level;
      this.#last = this.#lasts[told.level];
    }
    const [first, last] = [this.#first, this.#last];
    first.put(reading.time);
    last.put(reading.received);
    const observed = this.#observed(reading.phenomenon, reading.channel);
    const behind = observed.behind(reading.flags);
    const { before } = observed;
    this.#room(first.length + before.length + VALUE + behind.length + last.length);
    const into = this.#buffer;
    let at = copy(before, into, copy(first, into, this.#at));
    at = copy(behind, into, putNumber(into, at, reading.value));
    this.#at = copy(last, into, at);
    if (told.corrected !== undefined) this.#correct(told.corrected, told.correction);
  }

  /** Fills in the empty cells at the end of the line that was written last. */
  #correct(value: number, name: string): void {
    const correction = this.#correction(name);
    this.#room(VALUE + correction.length);
    const at = this.#at - NOT_CORRECTED.length + 1;
    this.#at = copy(correction, this.#buffer, putNumber(this.#buffer, at, value));
  }

  #begin(kit: string): void {
    const { cell, behind } = this.#kit(kit);
    this.#first.follow(cell);
    for (const level of READING_LEVELS) this.#lasts[level].follow(behind[level]);
    this.#kitOf = kit;
  }

  #observed(phenomenon: string, channel: string): Observed {
    const likely = this.#before?.next;
    const observed =
      likely?.phenomenon === phenomenon && likely.channel === channel
        ? likely
        : this.#find(channel)(phenomenon);
    if (this.#before !== undefined) this.#before.next = observed;
    this.#before = observed;
    return observed;
  }

  /** The bytes of the lines since the last call. */
  take(): Buffer {
    const lines = Buffer.from(this.#buffer.subarray(0, this.#at));
    this.#at = 0;
    return lines;
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#buffer.length + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}

/** Readings as CSV, one a line; numbers in the shortest form that reads back equal. */
export function csvWriter({ licenceOf }: ExportFacts): ExportWriter {
  const lines = new CsvLines(licenceOf);
  return {
    type: 'text/csv; charset=utf-8; header=present',
    head: CSV_HEAD,
    tail: '',
    put: (reading, told) => lines.put(reading, told),
    take: () => lines.take(),
  };
}
