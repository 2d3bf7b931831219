import type { Expired, Limit, StoreUpkeep } from '../contract.ts';
import type { InfluxClient } from './client.ts';
import type { Committer } from './committer.ts';
import { ident, READINGS, within } from './influxql.ts';

/** What upkeep works with. */
export interface UpkeepParts {
  readonly client: InfluxClient;
  readonly committer: Committer;
  /** Runs a read when it is its turn. */
  readonly read: <T>(work: () => Promise<T>) => Promise<T>;
  /** Writes down from when on the readings of kits are kept. */
  readonly raise: (limits: readonly Limit[]) => Promise<void>;
}

/** Times that a server groups by, UTC ms: without an end it would take now for one. */
const EVER = `time >= 0ms AND time < ${Date.UTC(2200, 0, 1)}ms`;

/** What is done to the readings on the server by the clock. The server itself keeps them in order. */
export class InfluxUpkeep implements StoreUpkeep {
  readonly #parts: UpkeepParts;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  async days(): Promise<number[]> {
    const sql = `SELECT count("received") FROM ${READINGS} WHERE ${EVER} GROUP BY time(1d) fill(none)`;
    const [series] = await this.#parts.read(() => this.#parts.client.all(sql));
    return (series?.values ?? []).filter(([, n]) => Number(n) > 0).map(([day]) => Number(day));
  }

  async uncompacted(): Promise<undefined> {
    return undefined;
  }

  async compact(): Promise<undefined> {
    return undefined;
  }

  async expire(limits: readonly Limit[], dry: boolean): Promise<Expired[]> {
    const expired: Expired[] = [];
    for (const limit of limits) {
      const found = await this.#beyond(limit);
      if (found === undefined) continue;
      expired.push(found);
      if (dry) continue;
      await this.#parts.raise([limit]);
      await this.#parts.committer.remove(READINGS, limit.kit, { from: found.first, to: limit.before });
    }
    return expired;
  }

  async #beyond({ kit, before }: Limit): Promise<Expired | undefined> {
    const { client, committer, read } = this.#parts;
    const held = [...committer.known.latest.phenomenaOf([kit])];
    if (held.length === 0) return undefined;
    const from = `FROM ${READINGS} WHERE ${within([kit], undefined, before)}`;
    const counts = held.map((id) => `count(${ident(id)})`).join(', ');
    const ends = ['ASC', 'DESC'].map((order) => `SELECT "received" ${from} ORDER BY time ${order} LIMIT 1`);
    const found = await read(() => client.all([`SELECT ${counts} ${from}`, ...ends].join('; ')));
    const row = (statement: number) => found.find((one) => one.statement === statement)?.values[0];
    const readings = (row(0)?.slice(1) ?? []).reduce<number>((sum, n) => sum + Number(n), 0);
    if (readings === 0) return undefined;
    return { kit, readings, first: Number(row(1)?.[0]), last: Number(row(2)?.[0]) };
  }
}
