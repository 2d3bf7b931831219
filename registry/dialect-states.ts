import type { KitState } from './contract.ts';
import type { Core } from './core.ts';

/** What dialects remember of kits, in memory and in its table. */
export class DialectStates {
  readonly #core: Core;
  readonly #states = new Map<string, Map<string, KitState['state']>>();

  private constructor(core: Core) {
    this.#core = core;
  }

  static async load(core: Core): Promise<DialectStates> {
    const states = new DialectStates(core);
    for (const { kit, dialect, state } of await core.db.selectFrom('dialect_state').selectAll().execute())
      states.#hold({ kit, dialect, state: JSON.parse(state) as KitState['state'] });
    return states;
  }

  get(kit: string, dialect: string): KitState['state'] | undefined {
    return this.#states.get(kit)?.get(dialect);
  }

  /** Writes the states in one transaction; those of kits that are gone are left out. */
  async keep(states: readonly KitState[], exists: (kit: string) => boolean): Promise<void> {
    const known = states.filter(({ kit }) => exists(kit));
    await this.#core.write(async (tx) => {
      for (const { kit, dialect, state } of known) {
        const row = { kit, dialect, state: JSON.stringify(state) };
        await tx
          .insertInto('dialect_state')
          .values(row)
          .onConflict((conflict) => conflict.columns(['kit', 'dialect']).doUpdateSet(row))
          .execute();
      }
    });
    for (const state of known) this.#hold(state);
  }

  forget(kit: string): void {
    this.#states.delete(kit);
  }

  #hold({ kit, dialect, state }: KitState): void {
    const ofKit = this.#states.get(kit) ?? new Map<string, KitState['state']>();
    this.#states.set(kit, ofKit.set(dialect, state));
  }
}
