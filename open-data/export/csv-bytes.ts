import { ISO_BYTES, IsoBytes } from './iso-bytes.ts';

/**
 * Text as a CSV cell (RFC 4180): quoted where commas, quotes or line ends stand in it. Text that a spreadsheet
 * would take for a formula gets an apostrophe before it.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Text as bytes. */
export function bytesOf(text: string): Piece {
  const bytes = Uint8Array.from(Buffer.from(text));
  return { bytes, length: bytes.length };
}

/** A piece of a line that is written anew in place. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** Copies a short piece, for which a call of `set` takes longer; where it ends. */
export function copy({ bytes, length }: Piece, into: Uint8Array, at: number): number {
  for (let n = 0; n < length; n++) into[at + n] = bytes[n] as number;
  return at + length;
}

/** A time and what stands behind it in every line of a kit. */
export class Timed implements Piece {
  readonly #iso = new IsoBytes();
  #behind: Piece = bytesOf('');
  #time = Number.NaN;
  bytes = new Uint8Array(ISO_BYTES);
  length = 0;

  /** What stands behind the times from now on. */
  follow(behind: Piece): void {
    this.#behind = behind;
    this.bytes = new Uint8Array(ISO_BYTES + behind.length);
    this.#time = Number.NaN;
  }

  put(ms: number): void {
    if (ms === this.#time) return;
    this.#time = ms;
    this.length = copy(this.#behind, this.bytes, this.#iso.put(this.bytes, 0, ms));
  }
}
