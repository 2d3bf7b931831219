import type { Crowd } from './crowd.ts';

interface Entry {
  readonly acknowledge: () => void;
  readonly bytes: number;
  finished: boolean;
  next: Entry | undefined;
}

/**
 * The messages of one client that were handed on and are not finished. Acknowledgements leave in the order in which
 * their messages arrived, in whatever order they finish [MQTT-4.6.0-2].
 */
export class HeldAcknowledgements {
  readonly #crowd: Crowd;
  readonly #released: () => void;
  #head: Entry | undefined;
  #tail: Entry | undefined;
  #count = 0;
  /** Bytes of their payloads. */
  #bytes = 0;
  #dropped = false;

  /** `released` is called whenever `count` has gone down. */
  constructor(crowd: Crowd, released: () => void) {
    this.#crowd = crowd;
    this.#released = released;
  }

  /** Messages not finished, those included that wait for an earlier one. */
  get count(): number {
    return this.#count;
  }

  /** Holds the acknowledgement of a message with so many bytes of payload; the function returned lets it go. Calling that twice does nothing more. */
  hold(bytes: number, acknowledge: () => void): () => void {
    const entry: Entry = { acknowledge, bytes, finished: false, next: undefined };
    if (this.#tail === undefined) this.#head = entry;
    else this.#tail.next = entry;
    this.#tail = entry;
    this.#enter(bytes);
    return () => {
      if (entry.finished) return;
      entry.finished = true;
      if (entry === this.#head) this.#flush();
    };
  }

  /** Counts a message that nobody waits for (QoS 0); the function returned says that it is finished. */
  watch(bytes: number): () => void {
    let finished = false;
    this.#enter(bytes);
    return () => {
      if (finished) return;
      finished = true;
      if (this.#dropped) return;
      this.#leave(bytes);
      this.#released();
    };
  }

  /** Forgets everything: the client is gone, nothing may be written to it any more. */
  drop(): void {
    this.#crowd.leave(this.#count, this.#bytes);
    this.#dropped = true;
    this.#head = undefined;
    this.#tail = undefined;
    this.#count = 0;
    this.#bytes = 0;
  }

  #enter(bytes: number): void {
    if (this.#dropped) return;
    this.#count += 1;
    this.#bytes += bytes;
    this.#crowd.enter(bytes);
  }

  #leave(bytes: number): void {
    this.#count -= 1;
    this.#bytes -= bytes;
    this.#crowd.leave(1, bytes);
  }

  #flush(): void {
    let entry = this.#head;
    while (entry?.finished) {
      this.#head = entry.next;
      if (this.#head === undefined) this.#tail = undefined;
      this.#leave(entry.bytes);
      entry.acknowledge();
      entry = this.#head;
    }
    this.#released();
  }
}
