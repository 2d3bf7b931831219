import { namespaced, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { AHEAD, EARLIEST } from '../../domain/time.ts';
import type { FoundBatch } from '../../ingest/contract.ts';
import type { Found } from '../../protocols/contract.ts';
import type { ReadingStore } from '../../stores/contract.ts';

/** What taking batches in brings. */
export interface Expected {
  accepted: number;
  duplicates: number;
  missing: number;
  refusals: Record<string, number>;
}

function keyOf(id: string, channel: string, time: number): string {
  return `${time} ${id}@${channel}`;
}

/** Judges batches of one kit against the store and against what came before them, and changes nothing. */
export class DryRun {
  readonly expected: Expected = { accepted: 0, duplicates: 0, missing: 0, refusals: {} };
  readonly #store: ReadingStore;
  readonly #now: number;
  /** Readings of the file itself, in a window that follows its order of time. */
  #seen = new Map<string, number>();

  constructor(store: ReadingStore, now: number) {
    this.#store = store;
    this.#now = now;
  }

  async judge({ kit, found, refused, missing }: FoundBatch): Promise<void> {
    this.expected.missing += missing;
    for (const { code } of refused) this.#refuse(code);
    const stored = await this.#stored(kit, found);
    for (const one of found) this.#judge(one, stored);
    if (this.#seen.size > 200_000) this.#seen = new Map([...this.#seen].slice(-100_000));
  }

  async #stored(kit: string, found: readonly Found[]): Promise<Map<string, number>> {
    const values = new Map<string, number>();
    const times = found.map(({ time = 0 }) => time).filter((time) => time >= EARLIEST);
    if (times.length === 0) return values;
    const from = times.reduce((a, b) => Math.min(a, b));
    const to = times.reduce((a, b) => Math.max(a, b)) + 1;
    for await (const chunk of this.#store.scan({ kits: [kit], from, to }))
      for (const { phenomenon, channel, time, value } of chunk)
        values.set(keyOf(phenomenon, channel, time), value);
    return values;
  }

  #judge(found: Found, stored: ReadonlyMap<string, number>): void {
    const fault = this.#faultOf(found, stored);
    if (fault === undefined) return;
    this.expected.refusals[fault] = (this.expected.refusals[fault] ?? 0) + 1;
  }

  /** Why a reading is not taken in; undefined for one that is, or is stored already. */
  #faultOf(
    { phenomenon, channel, time = 0, value }: Found,
    stored: ReadonlyMap<string, number>,
  ): RefusalCode | undefined {
    const id = phenomenonOf(phenomenon)?.id ?? namespaced(phenomenon);
    if (id === undefined) return 'bad_name';
    if (!Number.isFinite(value)) return 'not_finite';
    if (time > this.#now + AHEAD) return 'time_ahead';
    if (time < EARLIEST) return 'time_too_old';
    const key = keyOf(id, channel, time);
    const stands = stored.get(key) ?? this.#seen.get(key);
    if (stands !== undefined && stands !== value) return 'conflict';
    if (stands === undefined) this.#seen.set(key, value);
    this.expected[stands === undefined ? 'accepted' : 'duplicates']++;
    return undefined;
  }

  #refuse(code: RefusalCode): void {
    this.expected.refusals[code] = (this.expected.refusals[code] ?? 0) + 1;
  }
}
