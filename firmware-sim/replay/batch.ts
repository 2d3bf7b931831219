import type { RowObject } from './objects.ts';

/** A native message holds at most so many objects, readings and bytes; brokers cut off larger ones at 64 KiB. */
const MOST_OBJECTS = 100;
const MOST_READINGS = 2_000;
const MOST_BYTES = 32_768;

/** A message that is ready to go, and the readings it says. */
export interface Parcel {
  readonly payload: string;
  readonly readings: number;
}

/** Gathers objects of one kit into a message. */
export class Batch {
  #texts: string[] = [];
  #readings = 0;
  #bytes = 0;

  /** Whether the object would make the message too large. An empty batch takes any. */
  hasNoRoomFor({ text, readings }: RowObject): boolean {
    if (this.#texts.length === 0) return false;
    return (
      this.#texts.length >= MOST_OBJECTS ||
      this.#readings + readings > MOST_READINGS ||
      this.#bytes + text.length + 1 > MOST_BYTES
    );
  }

  add({ text, readings }: RowObject): void {
    this.#texts.push(text);
    this.#readings += readings;
    this.#bytes += text.length + 1;
  }

  /** The message of what was gathered, which starts anew; undefined when that is nothing. */
  take(): Parcel | undefined {
    if (this.#texts.length === 0) return undefined;
    const [only] = this.#texts;
    const payload = this.#texts.length === 1 && only !== undefined ? only : `[${this.#texts.join(',')}]`;
    const parcel = { payload, readings: this.#readings };
    this.#texts = [];
    this.#readings = 0;
    this.#bytes = 0;
    return parcel;
  }
}
