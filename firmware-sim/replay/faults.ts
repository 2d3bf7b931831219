/** Faults told one by one; the rest are counted. */
const MOST = 100;

/** What was wrong with files and rows, in words. */
export class Faults {
  readonly #told: string[] = [];
  #more = 0;

  add(where: string, words: string): void {
    if (this.#told.length < MOST) this.#told.push(`${where}: ${words}`);
    else this.#more++;
  }

  /** The first hundred, and how many more there were. */
  list(): readonly string[] {
    return this.#more === 0 ? this.#told : [...this.#told, `… and ${this.#more} more`];
  }
}
