/** Names of kits, channels or phenomena and the numbers that stand for them in the tables. */
export class Dictionary {
  readonly table: string;
  readonly #ids = new Map<string, number>();
  readonly #names: (string | undefined)[] = [];
  #added: string[] = [];

  constructor(table: string, entries: readonly (readonly [id: number, name: string])[]) {
    this.table = table;
    for (const [id, name] of entries) {
      this.#ids.set(name, id);
      this.#names[id] = name;
    }
  }

  /** The number of a name that has one. */
  find(name: string): number | undefined {
    return this.#ids.get(name);
  }

  /** The number of a name; a new one is provisional until `keep`. */
  idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#names.length;
    this.#ids.set(name, id);
    this.#names.push(name);
    this.#added.push(name);
    return id;
  }

  /** The name of a number that `idOf` gave or the file holds. */
  nameOf(id: number): string {
    const name = this.#names[id];
    if (name === undefined) throw new Error(`${this.table} has no entry ${id}`);
    return name;
  }

  /** Entries that the next transaction has to write. */
  added(): [id: number, name: string][] {
    return this.#added.map((name) => [this.idOf(name), name]);
  }

  /** The added entries are on disk. */
  keep(): void {
    this.#added = [];
  }

  /**
   * Removes an entry whose rows are gone. While the file is open its number is not given out again, and still reads as the
   * name to queries that began before.
   */
  forget(name: string): void {
    this.#ids.delete(name);
  }
}
