import { type Selectable, sql } from 'kysely';
import type { Quarantined, QuarantinedSender, QuarantineKey } from './contract.ts';
import type { Core } from './core.ts';
import type { Tables, Tx } from './tables.ts';

/** Bounds of what is kept; the oldest go first. */
export interface QuarantineBounds {
  readonly records: number;
  readonly bytes: number;
  /** ms since arrival. */
  readonly age: number;
  /** Records of one device, or of one topic where no device is named. */
  readonly perSource: number;
}

const BOUNDS: QuarantineBounds = {
  records: 10_000,
  bytes: 64 * 1024 * 1024,
  age: 24 * 3_600_000,
  perSource: 1_000,
};

/** Senders listed at most. */
const SENDERS = 500;

/** Statements of one deletion name at most as many rows. */
const AT_ONCE = 500;

type Row = Selectable<Tables['quarantine']>;

function fromRow({ bytes: _, payload, headers, retained, transport, ...same }: Row): Quarantined {
  return {
    ...same,
    payload: new Uint8Array(payload),
    headers: JSON.parse(headers) as Quarantined['headers'],
    retained: retained === 1,
    transport: transport as Quarantined['transport'],
  };
}

function toRow({ payload, headers, retained, ...same }: Quarantined) {
  return {
    ...same,
    bytes: payload.length,
    payload,
    headers: JSON.stringify(headers),
    retained: Number(retained),
  };
}

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
      for (const record of records)
        await tx
          .insertInto('quarantine')
          .values(toRow(record))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      await this.#trimSources(tx, records);
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
    return rows.map(fromRow);
  }

  /** Who is kept aside, newest first. */
  async senders(): Promise<QuarantinedSender[]> {
    const rows = await sql<QuarantinedSender>`
      SELECT kit, reason, dialect, device, topic, count(*) AS messages, sum(bytes) AS bytes,
        min(received) AS first, max(received) AS last
      FROM quarantine WHERE received >= ${this.#core.now() - this.#bounds.age}
      GROUP BY kit, reason, dialect, device, CASE device WHEN '' THEN topic ELSE '' END
      ORDER BY last DESC LIMIT ${SENDERS}`.execute(this.#core.db);
    return rows.rows;
  }

  /** The messages of one sender, oldest first. */
  async of(key: QuarantineKey): Promise<Quarantined[]> {
    const rows = await this.#core.db
      .selectFrom('quarantine')
      .selectAll()
      .where('received', '>=', this.#core.now() - this.#bounds.age)
      .where((where) => where.and(key))
      .orderBy('seq')
      .execute();
    return rows.map(fromRow);
  }

  /** Deletes records that were taken in after all. */
  async release(seqs: readonly number[]): Promise<void> {
    await this.#core.write(async (tx) => {
      for (let at = 0; at < seqs.length; at += AT_ONCE)
        await tx
          .deleteFrom('quarantine')
          .where('seq', 'in', seqs.slice(at, at + AT_ONCE))
          .execute();
    });
  }

  /** Of each source that the records came from, the oldest beyond its bound go. */
  async #trimSources(tx: Tx, records: readonly Quarantined[]): Promise<void> {
    const sources = new Map(records.map((r) => [`${r.dialect} ${r.device || r.topic}`, r]));
    for (const { dialect, device, topic } of sources.values()) {
      const topics = device === '' ? sql`AND topic = ${topic}` : sql``;
      await sql`DELETE FROM quarantine WHERE seq IN (
        SELECT seq FROM quarantine WHERE dialect = ${dialect} AND device = ${device} ${topics}
        ORDER BY seq DESC LIMIT -1 OFFSET ${this.#bounds.perSource})`.execute(tx);
    }
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
