import { bytesOf, copy, csvCell, type Piece } from './csv-bytes.ts';
import { putNumber } from './number-bytes.ts';

/** Bytes that a value takes at most with its comma. */
const VALUE = 32;
const COMMA = 44;

/** The cells of corrected values of one line, and the cell that says what they come from: `phenomenon:correction`, joined by `;`. */
export class WideCorrections {
  readonly #phenomena: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #values: Float64Array;
  /** The correction of each value; empty where there is none. */
  readonly #names: string[];
  /** Corrections that `#sources` says: lines have the same ones again and again. */
  readonly #said: string[];
  #sources: Piece;

  constructor(phenomena: readonly string[]) {
    this.#phenomena = phenomena;
    this.#places = new Map(phenomena.map((id, at) => [id, at]));
    this.#values = new Float64Array(phenomena.length);
    this.#names = phenomena.map(() => '');
    this.#said = phenomena.map(() => '');
    this.#sources = bytesOf(phenomena.length === 0 ? '' : ',');
  }

  note(phenomenon: string, value: number, correction: string): void {
    const place = this.#places.get(phenomenon);
    if (place === undefined) return;
    this.#values[place] = value;
    this.#names[place] = correction;
  }

  /** Bytes that `put` takes at most. */
  room(): number {
    if (this.#names.some((name, at) => name !== this.#said[at])) this.#say();
    return this.#phenomena.length * VALUE + this.#sources.length;
  }

  /** Writes the cells at `at`, each with a comma before it, and forgets them; where they end. Ask for `room` before. */
  put(into: Buffer, at: number): number {
    let end = at;
    for (let n = 0; n < this.#names.length; n++) {
      into[end++] = COMMA;
      if (this.#names[n] !== '') end = putNumber(into, end, this.#values[n] as number);
      this.#names[n] = '';
    }
    return copy(this.#sources, into, end);
  }

  #say(): void {
    const told = this.#names.map((name, at) => (name === '' ? '' : `${this.#phenomena[at]}:${name}`));
    this.#sources = bytesOf(`,${csvCell(told.filter((one) => one !== '').join(';'))}`);
    for (let n = 0; n < this.#names.length; n++) this.#said[n] = this.#names[n] as string;
  }
}
