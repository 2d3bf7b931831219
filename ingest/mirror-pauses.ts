/** Waits that can be ended all at once. */
export class Pauses {
  readonly #waiting = new Set<() => void>();
  #over = false;

  /** Resolves after `ms`, or at once when they were ended. */
  wait(ms: number): Promise<void> {
    if (this.#over) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiting.add(done);
    });
  }

  end(): void {
    this.#over = true;
    for (const done of this.#waiting) done();
  }
}
