import { statfsSync } from 'node:fs';

const WAIT = 'messages wait and are not acknowledged until there is room';
const MEBIBYTE = 1024 * 1024;
/** Between two looks at the free space, ms. */
const LOOK_EVERY = 100;

/** Looks whether a disk has room left, at most every 100 ms while it has. */
export class FreeSpace {
  readonly #directory: string;
  readonly #floor: number;
  #looked = Number.NEGATIVE_INFINITY;

  /** `floor` in bytes; 0 never looks. */
  constructor(directory: string, floor: number) {
    this.#directory = directory;
    this.#floor = floor;
  }

  /** Words when less than the floor is free; undefined otherwise. Throws what the file system throws. */
  trouble(): string | undefined {
    const now = performance.now();
    if (this.#floor === 0 || now - this.#looked < LOOK_EVERY) return undefined;
    const { bavail, bsize } = statfsSync(this.#directory);
    if (bavail * bsize < this.#floor) {
      return `Less than ${Math.ceil(this.#floor / MEBIBYTE)} MiB are free on the journal's disk: ${WAIT}.`;
    }
    this.#looked = now;
    return undefined;
  }
}

/** Words for an error of the file system; undefined for errors that are bugs. */
export function diskTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return `The journal's disk is full (${error.code}): ${WAIT}.`;
  }
  return `The journal cannot be written (${error.message}): messages wait and are not acknowledged.`;
}
