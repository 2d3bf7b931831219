import type { Core } from './core.ts';
import { digestOf, matches, newToken } from './secrets.ts';
import type { Tx } from './tables.ts';

/** A token issued, and what is kept of it. */
export interface Issued {
  readonly token: string;
  readonly digest: Buffer;
}

/** A token that was replaced and works for a while yet. */
interface Lasting {
  readonly digest: Buffer;
  /** UTC ms. */
  readonly until: number;
}

/** The digests of the kits' tokens: one a kit, and for a while after rotating the one before it. */
export class Tokens {
  readonly #now: () => number;
  readonly #digests = new Map<string, Buffer>();
  readonly #before = new Map<string, Lasting>();
  /** Kits by the digest of a token, in hexadecimal. */
  readonly #owners = new Map<string, string>();

  private constructor(now: () => number) {
    this.#now = now;
  }

  static async load(core: Core): Promise<Tokens> {
    const tokens = new Tokens(core.now);
    const before = new Map<string, Lasting>();
    for (const { kit, digest, until } of await core.db.selectFrom('kit_token_before').selectAll().execute())
      before.set(kit, { digest: Buffer.from(digest, 'hex'), until });
    for (const { kit, digest } of await core.db.selectFrom('kit_token').selectAll().execute())
      tokens.remember(kit, Buffer.from(digest, 'hex'), before.get(kit));
    return tokens;
  }

  has(kit: string): boolean {
    return this.#digests.has(kit);
  }

  /** Whether a token older than the newest still works. */
  hasOlder(kit: string): boolean {
    const before = this.#before.get(kit);
    return before !== undefined && this.#now() < before.until;
  }

  /** On the way of every CONNECT: no database, a hash and a comparison, whether or not the kit exists. */
  match(kit: string, token: string): boolean {
    if (matches(token, this.#digests.get(kit))) return true;
    return this.hasOlder(kit) && matches(token, this.#before.get(kit)?.digest);
  }

  /** The kit whose token this is; undefined for none. What is looked up is a hash, so that its time tells nothing of the token. */
  kitOf(token: string): string | undefined {
    const kit = this.#owners.get(digestOf(token).toString('hex'));
    return kit !== undefined && this.match(kit, token) ? kit : undefined;
  }

  /** What stays of the token that is about to be replaced; undefined where nothing does. */
  kept(kit: string, overlapMs: number, now: number): Lasting | undefined {
    const digest = this.#digests.get(kit);
    return digest === undefined || overlapMs <= 0 ? undefined : { digest, until: now + overlapMs };
  }

  /** Writes a new token in place of the older ones, but for the one that is lasting. `remember` it once the transaction is durable. */
  async issue(
    tx: Tx,
    kit: string,
    { now, lasting }: { now: number; lasting?: Lasting | undefined },
  ): Promise<Issued> {
    const token = newToken();
    const digest = digestOf(token);
    const row = { kit, digest: digest.toString('hex'), created: now };
    await tx
      .insertInto('kit_token')
      .values(row)
      .onConflict((conflict) => conflict.column('kit').doUpdateSet(row))
      .execute();
    await tx.deleteFrom('kit_token_before').where('kit', '=', kit).execute();
    if (lasting !== undefined) {
      const { until } = lasting;
      await tx
        .insertInto('kit_token_before')
        .values({ kit, digest: lasting.digest.toString('hex'), until })
        .execute();
    }
    return { token, digest };
  }

  /** Writes that the kit has no token. `forget` it once the transaction is durable. */
  async revoke(tx: Tx, kit: string): Promise<void> {
    await tx.deleteFrom('kit_token').where('kit', '=', kit).execute();
    await tx.deleteFrom('kit_token_before').where('kit', '=', kit).execute();
  }

  remember(kit: string, digest: Buffer, lasting?: Lasting): void {
    this.#disown(kit);
    this.#digests.set(kit, digest);
    if (lasting === undefined) this.#before.delete(kit);
    else this.#before.set(kit, lasting);
    for (const each of [digest, lasting?.digest])
      if (each !== undefined) this.#owners.set(each.toString('hex'), kit);
  }

  forget(kit: string): void {
    this.#disown(kit);
    this.#digests.delete(kit);
    this.#before.delete(kit);
  }

  /** Kits whose older token has had its time. */
  over(): string[] {
    return [...this.#before.keys()].filter((kit) => !this.hasOlder(kit));
  }

  #disown(kit: string): void {
    for (const digest of [this.#digests.get(kit), this.#before.get(kit)?.digest])
      if (digest !== undefined) this.#owners.delete(digest.toString('hex'));
  }

  /** Writes that the kit has no older token, and forgets it. */
  async endOlder(tx: Tx, kit: string): Promise<void> {
    this.#before.delete(kit);
    await tx.deleteFrom('kit_token_before').where('kit', '=', kit).execute();
  }
}
