import { z } from 'zod';
import type { Registry } from '../registry/contract.ts';
import type { ReadingStore } from '../stores/contract.ts';

const DAY = 86_400_000;
const KEY = 'roll-ups';
/** Of what is made of the history: a history of an earlier one is gone through again. */
const VERSION = 2;

/**
 * How far back the history of which store is judged and rolled up, and how far it is rolled up; null: all of it. Without a version
 * the former is not known, for then nothing was judged.
 */
const stateSchema = z.object({
  store: z.string(),
  version: z.number().optional(),
  before: z.number().nullable(),
  rolledBefore: z.number().nullable().optional(),
});

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

/** What stands in a state, as a time; all of it where nothing stands. */
const timeOf = (given: number | null | undefined) => given ?? Number.NEGATIVE_INFINITY;
const given = (time: number) => (time === Number.NEGATIVE_INFINITY ? null : time);

/** Readings that were stored before there were checks or roll-ups, or in another store: done day by day, the newest first. */
export class Backlog {
  readonly #parts: BacklogParts;
  #before = Number.POSITIVE_INFINITY;
  #rolledBefore = Number.POSITIVE_INFINITY;
  #days: number[] | undefined;

  private constructor(parts: BacklogParts) {
    this.#parts = parts;
  }

  /** Looks how far an earlier run came. */
  static async open(parts: BacklogParts): Promise<Backlog> {
    const backlog = new Backlog(parts);
    const state = stateOf(parts.registry.setting(KEY));
    const known = state?.store === parts.identity ? state : undefined;
    if (known?.version === VERSION) {
      backlog.#before = timeOf(known.before);
      backlog.#rolledBefore = timeOf(known.rolledBefore);
      return backlog;
    }
    const newest = (await parts.store.latest()).reduce((max, { time }) => Math.max(max, time), -Infinity);
    const end = newest === -Infinity ? -Infinity : (Math.floor(newest / DAY) + 1) * DAY;
    await backlog.#move(end, known === undefined ? end : Math.min(end, timeOf(known.before)));
    return backlog;
  }

  /** Hours that begin before it are not judged, unless they have been marked since. UTC ms. */
  get before(): number {
    return this.#before;
  }

  /** Hours that begin before it are not rolled up, unless they have been marked since. Never after `before`. UTC ms. */
  get rolledBefore(): number {
    return this.#rolledBefore;
  }

  /** Days that are left, as far as is known. */
  get left(): number {
    return this.#days?.length ?? 0;
  }

  /** The next day to be judged and rolled up (start, UTC ms); undefined when there is none left. */
  async next(): Promise<number | undefined> {
    if (this.#before === -Infinity) return undefined;
    const day = (await this.#left()).at(-1);
    if (day === undefined) await this.#move(-Infinity, -Infinity);
    return day;
  }

  /** The day that `next` gave is judged and rolled up. */
  async done(): Promise<void> {
    const day = this.#days?.pop();
    if (day !== undefined) await this.#move(day, Math.min(day, this.#rolledBefore));
  }

  /** The next day that is to be rolled up because one within `ahead` ms after it is to be judged; undefined for none. */
  async nextAhead(ahead: number): Promise<number | undefined> {
    const days = await this.#left();
    const newest = days.at(-1);
    const next = days.findLast((day) => day < this.#rolledBefore);
    return newest === undefined || next === undefined || next < newest - ahead ? undefined : next;
  }

  /** The day that `nextAhead` gave is rolled up. */
  async rolled(day: number): Promise<void> {
    await this.#move(this.#before, day);
  }

  async #left(): Promise<number[]> {
    this.#days ??= (await this.#held()).filter((day) => day < this.#before);
    return this.#days;
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

  async #move(before: number, rolledBefore: number): Promise<void> {
    const { registry, identity } = this.#parts;
    const state = {
      store: identity,
      version: VERSION,
      before: given(before),
      rolledBefore: given(rolledBefore),
    };
    await registry.setSetting(KEY, JSON.stringify(state));
    this.#before = before;
    this.#rolledBefore = rolledBefore;
  }
}
