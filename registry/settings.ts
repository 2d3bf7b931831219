import type { Core } from './core.ts';

/** Small settings that outlive a restart. */
export class Settings {
  readonly #core: Core;
  readonly #values = new Map<string, string>();

  private constructor(core: Core) {
    this.#core = core;
  }

  static async load(core: Core): Promise<Settings> {
    const settings = new Settings(core);
    for (const { key, value } of await core.db.selectFrom('setting').selectAll().execute())
      settings.#values.set(key, value);
    return settings;
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  async set(key: string, value: string): Promise<void> {
    await this.#core.write((tx) =>
      tx
        .insertInto('setting')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute(),
    );
    this.#values.set(key, value);
  }
}
