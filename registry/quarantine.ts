import { sql } from 'kysely';
import type { Quarantined } from './contract.ts';
import type { Core } from './core.ts';
import type { Tx } from './tables.ts';

/** Bounds of what is kept; the oldest go first. */
export interface QuarantineBounds {
  readonly records: number;
  readonly bytes: number;
  /** ms since arrival. */
  readonly age: number;
}

const BOUNDS: QuarantineBounds = { records: 10_000, bytes: 64 * 1024 * 1024, age: 24 * 3_600_000 };

/** Messages kept raw for a person to look at. */
export class Quarantine {
  readonly #core: Core;
  readonly #bounds: QuarantineBounds;

  constructor(core: Core, bounds: QuarantineBounds = BOUNDS) {
    this.#core = core;
    this.#bounds = bounds;
  }

  /** Keeps the records; one whose sequence is there already is the same message and changes nothing. */
  async add(records: readonly Quarantined[]): Promise<void> {
    await this.#core.write(async (tx) => {
      for (const { seq, received, topic, kit, reason, payload } of records)
        await tx
          .insertInto('quarantine')
          .values({ seq, received, topic, kit, reason, bytes: payload.length, payload })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      await this.#trim(tx);
    });
  }

  /** Drops what is too old. */
  async expire(): Promise<void> {
    await this.#core.db
      .deleteFrom('quarantine')
      .where('received', '<', this.#core.now() - this.#bounds.age)
      .execute();
  }

  /** The newest `limit` records, newest first. */
  async newest(limit: number): Promise<Quarantined[]> {
    const rows = await this.#core.db
      .selectFrom('quarantine')
      .selectAll()
      .where('received', '>=', this.#core.now() - this.#bounds.age)
      .orderBy('seq', 'desc')
      .limit(Math.max(0, Math.min(limit, this.#bounds.records)))
      .execute();
    return rows.map(({ bytes: _, payload, ...same }) => ({ ...same, payload: new Uint8Array(payload) }));
  }

  async #trim(tx: Tx): Promise<void> {
    const { records, bytes, age } = this.#bounds;
    await tx
      .deleteFrom('quarantine')
      .where('received', '<', this.#core.now() - age)
      .execute();
    const held = await tx
      .selectFrom('quarantine')
      .select(({ fn }) => [fn.countAll<number>().as('records'), fn.sum<number | null>('bytes').as('bytes')])
      .executeTakeFirstOrThrow();
    if (held.records <= records && (held.bytes ?? 0) <= bytes) return;
    // Running sums from the newest back: the first that breaks a bound goes, and all older ones with it.
    await sql`DELETE FROM quarantine WHERE seq <= (
      SELECT max(seq) FROM (
        SELECT seq, row_number() OVER newer AS n, sum(bytes) OVER newer AS held FROM quarantine
        WINDOW newer AS (ORDER BY seq DESC ROWS UNBOUNDED PRECEDING)
      ) WHERE n > ${records} OR held > ${bytes})`.execute(tx);
  }
}
