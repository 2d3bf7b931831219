import type { Obstacle, RegistryEvent, Shelf } from './contract.ts';
import type { Core } from './core.ts';
import { assertId, isReserved } from './ids.ts';
import { notFound, obstacle } from './obstacles.ts';
import type { Db, Tx } from './tables.ts';

/** What is particular to one kind of record. */
export interface Kind<T> {
  /** As words name it: `project`. */
  readonly what: string;
  /** What its changes are told as. */
  readonly event: RegistryEvent & { readonly type: 'places_changed' | 'projects_changed' };
  load(db: Db): Promise<readonly T[]>;
  /** Writes the record, over an older one of its id; gives it as a restart would load it. */
  write(tx: Tx, record: T): Promise<T>;
  erase(tx: Tx, id: string): Promise<void>;
  /** What the record names that does not exist. */
  dangling(record: T): Obstacle | undefined;
  /** What still refers to the record, in words. */
  usedBy(id: string): string | undefined;
}

/** A collection of records with ids, in memory and in its table. */
export class TableShelf<T extends { readonly id: string }> implements Shelf<T> {
  readonly #core: Core;
  readonly #kind: Kind<T>;
  readonly #records = new Map<string, T>();
  #all: readonly T[] | undefined;

  private constructor(core: Core, kind: Kind<T>) {
    this.#core = core;
    this.#kind = kind;
  }

  static async load<T extends { readonly id: string }>(core: Core, kind: Kind<T>): Promise<TableShelf<T>> {
    const shelf = new TableShelf(core, kind);
    for (const record of await kind.load(core.db)) shelf.#records.set(record.id, record);
    return shelf;
  }

  all(): readonly T[] {
    this.#all ??= [...this.#records.values()];
    return this.#all;
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  put(record: T): Promise<T | Obstacle> {
    return this.#core.change(async () => {
      assertId(record.id);
      if (isReserved(record.id))
        return obstacle('exists', 'id', `“${record.id}” is a word of the API and no id.`);
      const dangling = this.#kind.dangling(record);
      if (dangling !== undefined) return dangling;
      const kept = await this.#core.write((tx) => this.#kind.write(tx, record));
      this.#records.set(kept.id, kept);
      this.#changed();
      return kept;
    });
  }

  remove(id: string): Promise<true | Obstacle> {
    return this.#core.change(async () => {
      if (!this.#records.has(id)) return notFound(this.#kind.what, id);
      const user = this.#kind.usedBy(id);
      if (user !== undefined)
        return obstacle('in_use', 'id', `${user} refers to the ${this.#kind.what} “${id}”.`);
      await this.#core.write((tx) => this.#kind.erase(tx, id));
      this.#records.delete(id);
      this.#changed();
      return true as const;
    });
  }

  #changed(): void {
    this.#all = undefined;
    this.#core.tell(this.#kind.event);
  }
}
