interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Lets at most `limit` in at once; the others wait in order. */
export class Gate {
  readonly #limit: number;
  readonly #waiting: Waiter[] = [];
  #idle: Waiter[] = [];
  #inside = 0;
  #failure: Error | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves inside; rejects when the gate has failed. */
  async enter(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#inside < this.#limit) this.#inside++;
    else await new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Gives the place to the next who waits. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) next.resolve();
    else if (--this.#inside === 0) for (const one of this.#idle.splice(0)) one.resolve();
  }

  /** Resolves when nobody is inside; rejects when the gate has failed. */
  async idle(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#inside > 0) await new Promise<void>((resolve, reject) => this.#idle.push({ resolve, reject }));
  }

  /** Turns away all who wait, and all who come later. */
  fail(error: Error): void {
    this.#failure ??= error;
    for (const one of this.#waiting.splice(0)) one.reject(error);
    for (const one of this.#idle.splice(0)) one.reject(error);
  }
}
