import { isNamespaced } from '../domain/phenomena/catalogue.ts';
import type { Core } from './core.ts';

/** Unknown quantities one kit may have. */
const LIMIT = 64;

/** How long new names wait for company before they are written, ms. */
const WAIT = 200;

/**
 * The namespaced ids that each kit keeps readings under. Admission is decided in memory, on the way of every reading;
 * names are written a little later. One lost in a crash is admitted again when the kit next sends it, and what was
 * written never exceeds what was admitted.
 */
export class Names {
  readonly #core: Core;
  readonly #exists: (kit: string) => boolean;
  readonly #admitted = new Map<string, Set<string>>();
  #unwritten: { kit: string; name: string }[] = [];
  #timer: NodeJS.Timeout | undefined;

  private constructor(core: Core, exists: (kit: string) => boolean) {
    this.#core = core;
    this.#exists = exists;
  }

  static async load(core: Core, exists: (kit: string) => boolean): Promise<Names> {
    const names = new Names(core, exists);
    for (const { kit, name } of await core.db.selectFrom('kit_name').selectAll().execute())
      names.#of(kit).add(name);
    return names;
  }

  admit(kit: string, name: string): boolean {
    const admitted = this.#admitted.get(kit);
    if (admitted?.has(name) === true) return true;
    if ((admitted?.size ?? 0) >= LIMIT || !isNamespaced(name) || !this.#exists(kit)) return false;
    this.#of(kit).add(name);
    this.#unwritten.push({ kit, name });
    this.#timer ??= setTimeout(() => void this.flush(), WAIT).unref();
    return true;
  }

  forget(kit: string): void {
    this.#admitted.delete(kit);
  }

  /** Writes the names admitted since the last time. A failure is logged, and they are tried again with the next. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#core.change(async () => {
      const rows = this.#unwritten.filter(({ kit, name }) => this.#admitted.get(kit)?.has(name) === true);
      this.#unwritten = [];
      if (rows.length === 0) return;
      try {
        await this.#core.write(async (tx) => {
          for (const row of rows)
            await tx
              .insertInto('kit_name')
              .values(row)
              .onConflict((conflict) => conflict.doNothing())
              .execute();
        });
      } catch (error) {
        this.#unwritten.push(...rows);
        this.#core.log?.warn({ err: error, names: rows.length }, 'names of quantities could not be written');
      }
    });
  }

  #of(kit: string): Set<string> {
    const known = this.#admitted.get(kit);
    if (known !== undefined) return known;
    const fresh = new Set<string>();
    this.#admitted.set(kit, fresh);
    return fresh;
  }
}
