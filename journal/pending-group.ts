import { encodeFrame } from './codec/encode.ts';
import { GroupBuffer } from './codec/group-buffer.ts';
import type { Draft, Erasure } from './contract.ts';
import type { GroupMessage } from './messages.ts';

/** Memory above this is given back once it was needed. */
const MEMORY_KEPT = 16 * 1024 * 1024;

function nothing(): void {}

/** Frames that are written and synced together, and who waits for them. Used again and again. */
export class PendingGroup {
  #buffer = new GroupBuffer();
  /** Filled up to `#count`; keeps its length, so that a steady stream allocates nothing. */
  readonly #durables: (() => void)[] = [];
  #count = 0;
  #bytes = 0;
  #last = 0;
  #erased: Erasure[] = [];

  /** Frames in it. */
  get count(): number {
    return this.#count;
  }

  /** Bytes in it, also while its memory is away. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The erasures among its frames. */
  get erased(): readonly Erasure[] {
    return this.#erased;
  }

  /** Throws RangeError, without a trace, when the frame is longer than the format allows. */
  add(draft: Draft, seq: number, durable: () => void): void {
    encodeFrame(this.#buffer, draft, seq);
    this.#durables[this.#count++] = durable;
    this.#bytes = this.#buffer.length;
    this.#last = seq;
    if (draft.kind === 'erase') this.#erased.push({ kit: draft.kit, seq });
  }

  /** Gives the frames and their memory away. */
  depart(): GroupMessage {
    const { memory, length } = this.#buffer;
    const first = this.#last - this.#count + 1;
    return { kind: 'write', memory, length, first, last: this.#last, erased: this.#erased };
  }

  /** The frames are on disk: takes the memory back, calls everybody in order, and is empty. */
  arrive(memory: ArrayBuffer): void {
    this.#buffer = memory.byteLength > MEMORY_KEPT ? new GroupBuffer() : new GroupBuffer(memory);
    this.#bytes = 0;
    if (this.#erased.length > 0) this.#erased = [];
    for (let n = 0; n < this.#count; n++) {
      const durable = this.#durables[n] ?? nothing;
      this.#durables[n] = nothing;
      try {
        durable();
      } catch (error) {
        // A caller's bug must not keep the others waiting; it surfaces as the uncaught exception it is.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    this.#count = 0;
  }
}
