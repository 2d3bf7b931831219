import type { FileHandle } from 'node:fs/promises';
import type { Position } from './walk.ts';

/** Places remembered: one for each reader there is likely to be. */
const MOST = 4;

interface Place extends Position {
  readonly ino: number;
}

/** Where readers stopped last, by segment, so that going on does not read the segment from its start. */
export class Places {
  readonly #places = new Map<number, Place>();

  /** The place in the segment that begins with `first`, where it is before the frame behind `after` and of this very file. */
  async find(file: FileHandle, first: number, after: number): Promise<Position | undefined> {
    const place = this.#places.get(first);
    if (place === undefined || place.next > after + 1) return undefined;
    // A segment that was written anew without what was erased is another file.
    const { ino } = await file.stat();
    return place.ino === ino ? { next: place.next, byte: place.byte } : undefined;
  }

  async note(file: FileHandle, first: number, { next, byte }: Position): Promise<void> {
    const { ino } = await file.stat();
    this.#places.delete(first);
    this.#places.set(first, { ino, next, byte });
    if (this.#places.size <= MOST) return;
    for (const oldest of this.#places.keys()) {
      this.#places.delete(oldest);
      break;
    }
  }
}
