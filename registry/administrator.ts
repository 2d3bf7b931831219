import type { Core } from './core.ts';
import { digestOf, matches, newToken } from './secrets.ts';

/** The one token that may change everything over HTTP. */
export class Administrator {
  readonly #core: Core;
  #digest: Buffer | undefined;

  private constructor(core: Core) {
    this.#core = core;
  }

  static async load(core: Core): Promise<Administrator> {
    const administrator = new Administrator(core);
    const row = await core.db.selectFrom('administrator').select('digest').executeTakeFirst();
    if (row !== undefined) administrator.#digest = Buffer.from(row.digest, 'hex');
    return administrator;
  }

  /** The token, the first time; undefined when there is an administrator. */
  async create(): Promise<string | undefined> {
    if (this.#digest !== undefined) return undefined;
    const token = newToken();
    const digest = digestOf(token);
    const row = { digest: digest.toString('hex'), created: this.#core.now() };
    await this.#core.write((tx) => tx.insertInto('administrator').values(row).execute());
    this.#digest = digest;
    return token;
  }

  is(token: string): boolean {
    return matches(token, this.#digest);
  }
}
