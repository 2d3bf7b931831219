import { z } from 'zod';
import type { Registry } from '../registry/contract.ts';
import type { ReadingStore } from '../stores/contract.ts';

const DAY = 86_400_000;
const KEY = 'roll-ups';

/** How far back the history of which store is rolled up; before null: all of it. */
const stateSchema = z.object({ store: z.string(), before: z.number().nullable() });

export interface BacklogParts {
  readonly registry: Pick<Registry, 'setting' | 'setSetting'>;
  readonly store: Pick<ReadingStore, 'latest' | 'holdings' | 'upkeep'>;
  /** Names the store: another one is to be rolled up from scratch. */
  readonly identity: string;
}

function stateOf(text: string | undefined): z.infer<typeof stateSchema> | undefined {
  try {
    return stateSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Readings that were stored before there were roll-ups, or in another store: rolled up day by day, the newest first. */
export class Backlog {
  readonly #parts: BacklogParts;
  #before = Number.POSITIVE_INFINITY;
  #days: number[] | undefined;

  private constructor(parts: BacklogParts) {
    this.#parts = parts;
  }

  /** Looks how far an earlier run came. */
  static async open(parts: BacklogParts): Promise<Backlog> {
    const backlog = new Backlog(parts);
    const state = stateOf(parts.registry.setting(KEY));
    if (state?.store === parts.identity) {
      backlog.#before = state.before ?? Number.NEGATIVE_INFINITY;
      return backlog;
    }
    const newest = (await parts.store.latest()).reduce((max, { time }) => Math.max(max, time), -Infinity);
    await backlog.#move(newest === -Infinity ? -Infinity : (Math.floor(newest / DAY) + 1) * DAY);
    return backlog;
  }

  /** Hours that begin before it are not rolled up, unless they have been marked since. UTC ms. */
  get before(): number {
    return this.#before;
  }

  /** Days that are left, as far as is known. */
  get left(): number {
    return this.#days?.length ?? 0;
  }

  /** The next day to be rolled up (start, UTC ms); undefined when there is none left. */
  async next(): Promise<number | undefined> {
    if (this.#before === -Infinity) return undefined;
    this.#days ??= (await this.#held()).filter((day) => day < this.#before);
    const day = this.#days.at(-1);
    if (day === undefined) await this.#move(-Infinity);
    return day;
  }

  /** The day that `next` gave is rolled up. */
  async done(): Promise<void> {
    const day = this.#days?.pop();
    if (day !== undefined) await this.#move(day);
  }

  /** Days that have readings, in order; where the store does not say, every day from the first reading on. */
  async #held(): Promise<number[]> {
    const { store } = this.#parts;
    if (store.upkeep !== undefined) return store.upkeep.days();
    const kits = new Set((await store.latest()).map(({ kit }) => kit));
    const holdings = await store.holdings([...kits]);
    const first = holdings.reduce((min, held) => Math.min(min, held.first), this.#before);
    const from = Math.floor(first / DAY) * DAY;
    return Array.from({ length: Math.ceil((this.#before - from) / DAY) }, (_, n) => from + n * DAY);
  }

  async #move(before: number): Promise<void> {
    const state = { store: this.#parts.identity, before: before === -Infinity ? null : before };
    await this.#parts.registry.setSetting(KEY, JSON.stringify(state));
    this.#before = before;
  }
}
