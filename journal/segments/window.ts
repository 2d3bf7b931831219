import { type FrameAt, frameAt } from './frame-at.ts';

const CHUNK = 1024 * 1024;

/**
 * A stretch of a segment in memory: 1 MiB, or one frame where that is longer. The owner reads the file into `space()`
 * and says `filled`; `next` walks the frames. Bodies are views, good until the next `space()`.
 */
export class Window {
  #bytes = Buffer.allocUnsafe(CHUNK);
  #start = 0;
  #end = 0;
  #needs = 1;
  #passed = 0;

  /** Bytes of whole frames walked so far. */
  get passed(): number {
    return this.#passed;
  }

  /** Bytes at hand behind the last whole frame. */
  get left(): number {
    return this.#end - this.#start;
  }

  /** Free memory behind what is at hand, enough for the frame that was short. */
  space(): Buffer {
    const larger = this.#needs > this.#bytes.length ? Buffer.allocUnsafe(this.#needs) : this.#bytes;
    this.#bytes.copy(larger, 0, this.#start, this.#end);
    this.#bytes = larger;
    this.#end -= this.#start;
    this.#start = 0;
    return larger.subarray(this.#end);
  }

  filled(count: number): void {
    this.#end += count;
  }

  /** The frame numbered `expected` if it is whole and at hand; then the window has moved behind it. */
  next(expected: number): FrameAt {
    const found = frameAt(this.#bytes.subarray(this.#start, this.#end), expected);
    if (found.is === 'frame') {
      const length = found.body.byteOffset + found.body.length - this.#bytes.byteOffset - this.#start;
      this.#start += length;
      this.#passed += length;
    } else if (found.is === 'short') {
      this.#needs = found.needs;
    }
    return found;
  }
}
