import type { Core } from './core.ts';
import { digestOf, matches, newToken } from './secrets.ts';
import type { Tx } from './tables.ts';

/** A token issued, and what is kept of it. */
export interface Issued {
  readonly token: string;
  readonly digest: Buffer;
}

/** The digests of the kits' tokens, one a kit at most. */
export class Tokens {
  readonly #digests = new Map<string, Buffer>();

  static async load(core: Core): Promise<Tokens> {
    const tokens = new Tokens();
    for (const row of await core.db.selectFrom('kit_token').selectAll().execute())
      tokens.remember(row.kit, Buffer.from(row.digest, 'hex'));
    return tokens;
  }

  has(kit: string): boolean {
    return this.#digests.has(kit);
  }

  /** On the way of every CONNECT: no database, a hash and a comparison, whether or not the kit exists. */
  match(kit: string, token: string): boolean {
    return matches(token, this.#digests.get(kit));
  }

  /** Writes a new token in place of an older one. `remember` it once the transaction is durable. */
  async issue(tx: Tx, kit: string, now: number): Promise<Issued> {
    const token = newToken();
    const digest = digestOf(token);
    const row = { kit, digest: digest.toString('hex'), created: now };
    await tx
      .insertInto('kit_token')
      .values(row)
      .onConflict((conflict) => conflict.column('kit').doUpdateSet(row))
      .execute();
    return { token, digest };
  }

  remember(kit: string, digest: Buffer): void {
    this.#digests.set(kit, digest);
  }

  forget(kit: string): void {
    this.#digests.delete(kit);
  }
}
