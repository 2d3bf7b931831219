import { closeSync, fdatasyncSync, ftruncateSync } from 'node:fs';
import { writeWhole } from './durable-file.ts';

/**
 * Zeros are written this far ahead: overwriting them changes neither the file's size nor its blocks, so that most syncs
 * need no commit of the file system's own journal.
 */
const AHEAD = Buffer.alloc(256 * 1024);

/** The end of the segment that is written to. */
export class SegmentTail {
  readonly #fd: number;
  #end: number;
  /** The file is written up to here, with zeros behind `#end`. */
  #ahead: number;
  /** A write or sync failed and may have left bytes behind the end. */
  #torn = false;

  /** Takes over an open file that has nothing behind `end`. */
  constructor(fd: number, end: number) {
    this.#fd = fd;
    this.#end = end;
    this.#ahead = end;
  }

  /** Where the next bytes go. */
  get end(): number {
    return this.#end;
  }

  /** Writes and syncs. Throws what the file system throws; the end is then where it was and the bytes may come again. */
  write(bytes: Uint8Array): void {
    if (this.#torn) this.#cut();
    this.#torn = true;
    try {
      const end = this.#end + bytes.length;
      writeWhole(this.#fd, bytes, this.#end);
      if (end > this.#ahead) this.#ahead = this.#goAhead(end, bytes.length);
      // fdatasync keeps a changed size too: without it the data could not be read back (fdatasync(2)).
      fdatasyncSync(this.#fd);
      this.#end = end;
    } catch (error) {
      this.#tryToCut();
      throw error;
    }
    this.#torn = false;
  }

  /** Gives the zeros back and closes the file. */
  close(): void {
    this.#tryToCut();
    closeSync(this.#fd);
  }

  /** Large groups gain nothing from zeros, and a disk that is too full for them may still hold frames. */
  #goAhead(end: number, length: number): number {
    if (length >= AHEAD.length) return end;
    try {
      writeWhole(this.#fd, AHEAD, end);
    } catch {
      return end;
    }
    return end + AHEAD.length;
  }

  #cut(): void {
    ftruncateSync(this.#fd, this.#end);
    this.#ahead = this.#end;
    this.#torn = false;
  }

  #tryToCut(): void {
    try {
      this.#cut();
    } catch {
      // Still torn: the next write cuts before it writes, or the next start does.
    }
  }
}
