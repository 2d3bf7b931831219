import type { Kit, KitFields } from '../domain/kit.ts';
import { KIT_MODELS } from '../domain/reference/kit-models.ts';
import type { Obstacle, Registered, RegisterOptions } from './contract.ts';
import type { Core } from './core.ts';
import { ExternalIds } from './external-ids.ts';
import { assertId, isReserved, namedId } from './ids.ts';
import { fromRow, toRow } from './kit-rows.ts';
import { notFound, obstacle } from './obstacles.ts';
import type { Tx } from './tables.ts';
import type { Tokens } from './tokens.ts';

const MODELS: ReadonlySet<string> = new Set(KIT_MODELS.map((model) => model.id));

/** What else is written in the transaction that registers a kit. */
export type Within = (tx: Tx, kit: string) => Promise<void>;

/** The kits, in memory and in their table. Methods that change run inside `Core.change`. */
export class Kits {
  readonly #core: Core;
  readonly #tokens: Tokens;
  readonly #projectExists: (id: string) => boolean;
  readonly #byId = new Map<string, Kit>();
  readonly #external = new ExternalIds();
  /** Kits by the gateway that brings their messages. */
  readonly #behind = new Map<string, readonly Kit[]>();
  readonly #removed = new Set<string>();
  /** Removed kits whose readings may still be stored. */
  readonly #toErase = new Set<string>();
  #all: readonly Kit[] | undefined;

  private constructor(core: Core, tokens: Tokens, projectExists: (id: string) => boolean) {
    this.#core = core;
    this.#tokens = tokens;
    this.#projectExists = projectExists;
  }

  static async load(core: Core, tokens: Tokens, projectExists: (id: string) => boolean): Promise<Kits> {
    const kits = new Kits(core, tokens, projectExists);
    const rows = await core.db.selectFrom('kit').selectAll().orderBy('created').orderBy('id').execute();
    for (const row of rows) kits.#keep(fromRow(row));
    for (const { id, erased } of await core.db.selectFrom('kit_removed').selectAll().execute()) {
      kits.#removed.add(id);
      if (erased === null) kits.#toErase.add(id);
    }
    return kits;
  }

  all(): readonly Kit[] {
    this.#all ??= [...this.#byId.values()];
    return this.#all;
  }

  get(id: string): Kit | undefined {
    return this.#byId.get(id);
  }

  byExternalId(dialect: string, externalId: string): Kit | undefined {
    return this.#external.find(dialect, externalId);
  }

  /** Kits whose messages come with the credential of `gateway`. */
  behind(gateway: string): readonly Kit[] {
    return this.#behind.get(gateway) ?? [];
  }

  async register(
    fields: KitFields,
    options: RegisterOptions = {},
    within?: Within,
  ): Promise<Registered | Obstacle> {
    const barred = this.#idTaken(options.id) ?? this.#barred(fields, undefined);
    if (barred !== undefined) return barred;
    const id = options.id ?? namedId(fields.name, (wanted) => this.#spent(wanted));
    const { simulated = false, open = false, official = false } = options;
    const row = toRow({ ...fields, id, simulated, open, official, created: this.#core.now() });
    const issued = await this.#core.write(async (tx) => {
      await tx.insertInto('kit').values(row).execute();
      await within?.(tx, id);
      return open || official ? undefined : this.#tokens.issue(tx, id, { now: row.created });
    });
    const kit = this.#keep(fromRow(row));
    if (issued !== undefined) this.#tokens.remember(id, issued.digest);
    this.#core.tell({ type: 'kit_added', kit: id });
    return { kit, token: issued?.token };
  }

  async update(id: string, change: Partial<KitFields>): Promise<Kit | Obstacle> {
    const old = this.#byId.get(id);
    if (old === undefined) return notFound('kit', id);
    const { simulated, open, official, created } = old;
    const next = { ...old, ...change, id, simulated, open, official, created };
    const barred = this.#barred(next, id);
    if (barred !== undefined) return barred;
    return this.#rewrite(old, next);
  }

  async remove(id: string): Promise<true | Obstacle> {
    const kit = this.#byId.get(id);
    if (kit === undefined) return notFound('kit', id);
    await this.#core.write(async (tx) => {
      await tx.insertInto('kit_removed').values({ id, removed: this.#core.now(), erased: null }).execute();
      await tx.deleteFrom('kit').where('id', '=', id).execute();
    });
    this.#external.delete(kit);
    this.#byId.delete(id);
    this.#file(id, kit.gateway, undefined);
    for (const { gateway: _, ...left } of this.behind(id)) this.#keep(left);
    this.#removed.add(id);
    this.#toErase.add(id);
    this.#all = undefined;
    this.#tokens.forget(id);
    this.#core.tell({ type: 'kit_removed', kit: id });
    return true;
  }

  toErase(): readonly string[] {
    return [...this.#toErase];
  }

  async erased(id: string): Promise<void> {
    const erased = this.#core.now();
    await this.#core.write(async (tx) => {
      await tx.updateTable('kit_removed').set({ erased }).where('id', '=', id).execute();
      await tx.deleteFrom('quarantine').where('kit', '=', id).execute();
    });
    this.#toErase.delete(id);
  }

  /**
   * A kit that gets a token is open no more: it is never fed without it. Sessions end where a token stops working now. An official
   * station gets none: nobody sends as it, its values come from its network's files.
   */
  async rotate(id: string, overlapMs: number): Promise<{ token: string } | Obstacle> {
    const kit = this.#byId.get(id);
    if (kit === undefined) return notFound('kit', id);
    if (kit.official)
      return obstacle('unknown_reference', 'id', `“${id}” is an official station: it has no token.`);
    const now = this.#core.now();
    const lasting = this.#tokens.kept(id, overlapMs, now);
    const endsOne = lasting === undefined || this.#tokens.hasOlder(id);
    const issued = await this.#core.write(async (tx) => {
      if (kit.open) await tx.updateTable('kit').set({ open: 0 }).where('id', '=', id).execute();
      return this.#tokens.issue(tx, id, { now, lasting });
    });
    this.#tokens.remember(id, issued.digest, lasting);
    if (kit.open) {
      this.#keep({ ...kit, open: false });
      this.#core.tell({ type: 'kit_changed', kit: id });
    }
    if (endsOne) this.#core.tell({ type: 'credentials_changed', kit: id });
    return { token: issued.token };
  }

  /** Ends what rotating left for a while, where that while is over. */
  async expireTokens(): Promise<void> {
    const over = this.#tokens.over();
    if (over.length === 0) return;
    await this.#core.write(async (tx) => {
      for (const kit of over) await this.#tokens.endOlder(tx, kit);
    });
    for (const kit of over) this.#core.tell({ type: 'credentials_changed', kit });
  }

  async revoke(id: string): Promise<true | Obstacle> {
    if (!this.#byId.has(id)) return notFound('kit', id);
    if (!this.#tokens.has(id)) return true;
    await this.#core.write((tx) => this.#tokens.revoke(tx, id));
    this.#tokens.forget(id);
    this.#core.tell({ type: 'credentials_changed', kit: id });
    return true;
  }

  async #rewrite(old: Kit, next: Kit): Promise<Kit> {
    const row = toRow(next);
    await this.#core.write((tx) => tx.updateTable('kit').set(row).where('id', '=', old.id).execute());
    this.#external.delete(old);
    const kit = this.#keep(fromRow(row));
    this.#core.tell({ type: 'kit_changed', kit: old.id });
    return kit;
  }

  #keep(kit: Kit): Kit {
    const before = this.#byId.get(kit.id)?.gateway;
    this.#byId.set(kit.id, kit);
    this.#external.add(kit);
    this.#all = undefined;
    this.#file(kit.id, before, undefined);
    this.#file(kit.id, kit.gateway, kit);
    return kit;
  }

  /** Puts a kit behind a gateway; undefined takes it away from there. */
  #file(id: string, gateway: string | undefined, kit: Kit | undefined): void {
    if (gateway === undefined) return;
    const others = this.behind(gateway).filter((one) => one.id !== id);
    const all = kit === undefined ? others : [...others, kit];
    if (all.length === 0) this.#behind.delete(gateway);
    else this.#behind.set(gateway, all);
  }

  #spent(id: string): boolean {
    return this.#byId.has(id) || this.#removed.has(id);
  }

  #idTaken(id: string | undefined): Obstacle | undefined {
    if (id === undefined) return undefined;
    assertId(id);
    if (isReserved(id)) return obstacle('exists', 'id', `“${id}” is a word of the API and no id.`);
    if (this.#removed.has(id))
      return obstacle(
        'exists',
        'id',
        `“${id}” belonged to a kit that was removed; its readings stay barred.`,
      );
    return this.#byId.has(id) ? obstacle('exists', 'id', `There is a kit “${id}” already.`) : undefined;
  }

  /** What stands against these fields for the kit `self` (undefined: a new one). */
  #barred(fields: KitFields, self: string | undefined): Obstacle | undefined {
    const { project, model, dialect, externalId, gateway } = fields;
    if (project !== undefined && !this.#projectExists(project))
      return obstacle('unknown_reference', 'project', `There is no project “${project}”.`);
    if (model !== undefined && !MODELS.has(model))
      return obstacle(
        'unknown_reference',
        'model',
        `There is no kit model “${model}”; see /api/v1/kit-models.`,
      );
    if (gateway !== undefined && (gateway === self || !this.#byId.has(gateway)))
      return obstacle('unknown_reference', 'gateway', `There is no other kit “${gateway}”.`);
    if (externalId === undefined) return undefined;
    const other = this.#external.find(dialect, externalId);
    if (other === undefined || other.id === self) return undefined;
    return obstacle('exists', 'externalId', `The kit “${other.id}” is registered with this identifier.`);
  }
}
