const MOST_KEYS = 10_000;

/** Lets something be said once per key and minute: a log that a stranger cannot fill. */
export class OnceAMinute {
  readonly #said = new Set<string>();
  #minute = 0;

  /** Whether `key` has not been said in this minute. `now` in UTC ms. */
  says(key: string, now: number): boolean {
    const minute = Math.floor(now / 60_000);
    if (minute !== this.#minute) {
      this.#said.clear();
      this.#minute = minute;
    }
    if (this.#said.has(key) || this.#said.size >= MOST_KEYS) return false;
    this.#said.add(key);
    return true;
  }
}
