interface Entry {
  readonly acknowledge: () => void;
  finished: boolean;
  next: Entry | undefined;
}

/**
 * The messages of one client that were handed on and are not finished. Acknowledgements leave in the order in which
 * their messages arrived, in whatever order they finish [MQTT-4.6.0-2].
 */
export class HeldAcknowledgements {
  readonly #released: () => void;
  #head: Entry | undefined;
  #tail: Entry | undefined;
  #count = 0;
  #dropped = false;

  /** `released` is called whenever `count` has gone down. */
  constructor(released: () => void) {
    this.#released = released;
  }

  /** Messages not finished, those included that wait for an earlier one. */
  get count(): number {
    return this.#count;
  }

  /** Holds an acknowledgement; the function returned lets it go. Calling that twice does nothing more. */
  hold(acknowledge: () => void): () => void {
    const entry: Entry = { acknowledge, finished: false, next: undefined };
    if (this.#tail === undefined) this.#head = entry;
    else this.#tail.next = entry;
    this.#tail = entry;
    this.#count += 1;
    return () => {
      if (entry.finished) return;
      entry.finished = true;
      if (entry === this.#head) this.#flush();
    };
  }

  /** Counts a message that nobody waits for (QoS 0); the function returned says that it is finished. */
  watch(): () => void {
    let finished = false;
    this.#count += 1;
    return () => {
      if (finished) return;
      finished = true;
      if (this.#dropped) return;
      this.#count -= 1;
      this.#released();
    };
  }

  /** Forgets everything: the client is gone, nothing may be written to it any more. */
  drop(): void {
    this.#dropped = true;
    this.#head = undefined;
    this.#tail = undefined;
    this.#count = 0;
  }

  #flush(): void {
    let entry = this.#head;
    while (entry?.finished) {
      this.#head = entry.next;
      if (this.#head === undefined) this.#tail = undefined;
      this.#count -= 1;
      entry.acknowledge();
      entry = this.#head;
    }
    this.#released();
  }
}
