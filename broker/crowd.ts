/** What a message without a payload takes, bytes: measured over 10,000 clients that hold a hundred of 200 bytes each. */
const EMPTY = 4_096;

/** The memory that the unfinished messages of all clients together take. */
export class Crowd {
  readonly #most: number;
  #bytes = 0;

  /** @param most bytes up to which each client keeps its usual freedom */
  constructor(most: number) {
    this.#most = most;
  }

  /** Whether it is so much that each client gets one message at a time. */
  get dense(): boolean {
    return this.#bytes >= this.#most;
  }

  /** A message was handed on. */
  enter(payload: number): void {
    this.#bytes += EMPTY + payload;
  }

  /** `messages` with as many bytes of payload together are finished, or forgotten. */
  leave(messages: number, payload: number): void {
    this.#bytes -= messages * EMPTY + payload;
  }
}
