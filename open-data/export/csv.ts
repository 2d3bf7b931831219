import { flagWords } from '../../domain/flags.ts';
import type { Licence } from '../../domain/kit.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { unitOf } from '../views/reading.ts';
import { bytesOf, copy, csvCell, type Piece, Timed } from './csv-bytes.ts';
import { putNumber } from './number-bytes.ts';
import { remembered } from './remember.ts';
import type { ExportFacts, ExportWriter } from './writer.ts';

/** The first line of every CSV of readings. */
export const CSV_HEAD = 'time,kit,phenomenon,channel,value,unit,flags,received,licence\r\n';

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

/** Writes lines of bytes, put together from pieces that repeat from line to line. */
class CsvLines {
  readonly #kit: (id: string) => { readonly cell: Piece; readonly licence: Piece };
  readonly #find = remembered((channel: string) =>
    remembered((phenomenon: string) => new Observed(phenomenon, channel)),
  );
  #buffer = Buffer.allocUnsafeSlow(BUFFER);
  #at = 0;
  /** What begins and ends the lines of this kit, time and arrival. */
  readonly #first = new Timed();
  readonly #last = new Timed();
  #kitOf = '';
  #timeOf = Number.NaN;
  #receivedOf = Number.NaN;
  #before: Observed | undefined;

  constructor(licenceOf: (kit: string) => Licence | undefined) {
    this.#kit = remembered((id: string) => ({
      cell: bytesOf(`,${csvCell(id)},`),
      licence: bytesOf(`,${licenceOf(id) ?? ''}\r\n`),
    }));
  }

  put(reading: Readonly<StoredReading>): void {
    const { kit, time, received } = reading;
    if (time !== this.#timeOf || received !== this.#receivedOf || kit !== this.#kitOf) this.#begin(reading);
    const observed = this.#observed(reading.phenomenon, reading.channel);
    const behind = observed.behind(reading.flags);
    const { before } = observed;
    this.#room(this.#first.length + before.length + VALUE + behind.length + this.#last.length);
    const into = this.#buffer;
    let at = copy(before, into, copy(this.#first, into, this.#at));
    at = copy(behind, into, putNumber(into, at, reading.value));
    this.#at = copy(this.#last, into, at);
  }

  /** Makes what begins and ends the lines of a kit, time and arrival. */
  #begin({ kit, time, received }: Readonly<StoredReading>): void {
    if (kit !== this.#kitOf || this.#first.length === 0) {
      const { cell, licence } = this.#kit(kit);
      this.#first.follow(cell);
      this.#last.follow(licence);
      this.#kitOf = kit;
    }
    this.#first.put(time);
    this.#last.put(received);
    this.#timeOf = time;
    this.#receivedOf = received;
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
    put: (reading) => lines.put(reading),
    take: () => lines.take(),
  };
}
