import { join } from 'node:path';
import type { House } from '../house.ts';
import type { StoreKind } from '../store.ts';
import { checksumOf, type DaySum, emptySum, equalSums } from './checksum.ts';
import { copySpan } from './copy-day.ts';
import { DAY, type Span, sumDays } from './days.ts';
import { type End, MoveRefused } from './ends.ts';
import { MoveState } from './state.ts';

/** How often days that differ are compared again after what arrived meanwhile is in both stores. */
const COMPARISONS = 3;
/** How long a mirror is waited for before that, ms. */
const SETTLING = 60_000;

/** What is moved. */
export interface MoveTask {
  readonly from: StoreKind;
  readonly to: StoreKind;
  /** All when absent. */
  readonly kits?: readonly string[];
  /** UTC ms; the whole history when absent. */
  readonly since?: number;
  readonly until?: number;
  readonly checkOnly: boolean;
}

interface Side {
  readonly n: number;
  readonly checksum: string;
}

/** What a move tells on its way. */
export type MoveEvent =
  | { readonly is: 'start'; readonly kits: number; readonly refill: boolean }
  /** A kit is copied; `before` says that an earlier run did it. */
  | { readonly is: 'kit'; readonly kit: string; readonly copied: number; readonly before: boolean }
  | {
      readonly is: 'day';
      readonly kit: string;
      readonly day: string;
      readonly source: Side;
      readonly target: Side;
    }
  | { readonly is: 'end'; readonly differing: number; readonly mirror: 'refilled' | 'still behind' | null };

/** One kit and day with what both sides have. */
interface Compared {
  readonly kit: string;
  readonly day: number;
  readonly source: DaySum;
  readonly target: DaySum;
}

/** Copies history from one store to the other, kit by kit and day by day, and compares them. Stopped where its reader stops. */
export class Mover {
  readonly #house: House;
  readonly #task: MoveTask;
  readonly #source: End;
  readonly #target: End;
  readonly #span: Span;

  constructor(house: House, task: MoveTask, { source, target }: { source: End; target: End }) {
    this.#house = house;
    this.#task = task;
    this.#source = source;
    this.#target = target;
    const { since, until } = task;
    this.#span = {
      ...(since === undefined ? {} : { from: since }),
      ...(until === undefined ? {} : { to: until }),
    };
  }

  async *run(): AsyncGenerator<MoveEvent> {
    const { kits, since, until, checkOnly } = this.#task;
    const whole = kits === undefined && since === undefined && until === undefined && !checkOnly;
    const refill = whole && this.#target.role === 'mirror' && (await this.#mirror().beginRefill());
    let mirror: 'refilled' | 'still behind' | null = null;
    try {
      await this.#house.ingest.settled();
      const found = await this.#kits();
      yield { is: 'start', kits: found.length, refill };
      if (!checkOnly) yield* this.#copyAll(found);
      if (refill) mirror = (await this.#mirror().endRefill(true)) ? 'refilled' : 'still behind';
      const differing = yield* this.#compareAll(found);
      yield { is: 'end', differing, mirror };
    } finally {
      if (refill) await this.#mirror().endRefill(false);
    }
  }

  #mirror() {
    const { mirror } = this.#house;
    if (mirror === undefined) throw new MoveRefused('There is no mirror.');
    return mirror.mirror;
  }

  /** Every kit that one of the stores has, or those that were asked for. */
  async #kits(): Promise<string[]> {
    if (this.#task.kits !== undefined) return [...new Set(this.#task.kits)].sort();
    const [ours, theirs] = await Promise.all([this.#source.store.latest(), this.#target.store.latest()]);
    return [...new Set([...ours, ...theirs].map(({ kit }) => kit))].sort();
  }

  async *#copyAll(kits: readonly string[]): AsyncGenerator<MoveEvent> {
    const { config, mirror } = this.#house;
    const since = mirror?.mirror.state().behind ?? '';
    const task = JSON.stringify([this.#task, since]);
    const state = new MoveState(join(config.SUPERILLA_DATA, 'move.json'), task);
    for (const kit of kits) {
      const before = state.has(kit);
      const copied = before ? 0 : await this.#copyKit(kit);
      if (!before) state.add(kit);
      yield { is: 'kit', kit, copied, before };
    }
    state.remove();
  }

  /** Copies the days of a kit on which the stores differ. */
  async #copyKit(kit: string): Promise<number> {
    const source = this.#source.store;
    const ours = await sumDays(source, kit, this.#span);
    if (ours.size === 0) return 0;
    if (this.#target.role === 'primary')
      await this.#house.ingest.expectStored(kit, Math.max(...ours.keys()) + DAY);
    const theirs = await sumDays(this.#target.store, kit, this.#span);
    let copied = 0;
    for (const [day, sum] of [...ours].sort(([a], [b]) => a - b)) {
      if (equalSums(sum, theirs.get(day) ?? emptySum())) continue;
      copied += await copySpan({ source, target: this.#target, kit, span: this.#within(day) });
    }
    if (this.#target.role === 'primary') await this.#showNewest(kit);
    return copied;
  }

  /** What was brought may be the newest of its kit. */
  async #showNewest(kit: string): Promise<void> {
    const { latest } = this.#house.ingest;
    for (const reading of await this.#target.store.latest())
      if (reading.kit === kit) latest.offerOne(reading);
  }

  /** The part of a day that is moved. */
  #within(day: number): Span {
    const { from = day, to = day + DAY } = this.#span;
    return { from: Math.max(from, day), to: Math.min(to, day + DAY) };
  }

  /** Tells every day of both sides; gives how many differ. */
  async *#compareAll(kits: readonly string[]): AsyncGenerator<MoveEvent, number> {
    await this.#settle();
    let differing = 0;
    for (const kit of kits) {
      for (const compared of await this.#compareKit(kit)) {
        if (!equalSums(compared.source, compared.target)) differing += 1;
        const day = new Date(compared.day).toISOString().slice(0, 10);
        yield { is: 'day', kit, day, source: sideOf(compared.source), target: sideOf(compared.target) };
      }
    }
    return differing;
  }

  async #compareKit(kit: string): Promise<Compared[]> {
    const [ours, theirs] = [
      await sumDays(this.#source.store, kit, this.#span),
      await sumDays(this.#target.store, kit, this.#span),
    ];
    const compared: Compared[] = [];
    for (const day of [...new Set([...ours.keys(), ...theirs.keys()])].sort((a, b) => a - b)) {
      const first = { source: ours.get(day) ?? emptySum(), target: theirs.get(day) ?? emptySum() };
      compared.push({ kit, day, ...(await this.#compareAgain(kit, day, first)) });
    }
    return compared;
  }

  /** Readings that arrived while the two were read make them differ: these get another look. */
  async #compareAgain(
    kit: string,
    day: number,
    sums: Pick<Compared, 'source' | 'target'>,
  ): Promise<Pick<Compared, 'source' | 'target'>> {
    let seen = sums;
    for (let n = 1; n < COMPARISONS && !equalSums(seen.source, seen.target); n++) {
      await this.#settle();
      const [source, target] = [this.#source, this.#target].map(async ({ store }) => {
        return (await sumDays(store, kit, this.#within(day))).get(day) ?? emptySum();
      });
      seen = { source: (await source) ?? emptySum(), target: (await target) ?? emptySum() };
    }
    return seen;
  }

  /** What was acknowledged so far is in the store, and in the mirror where that is one of the two. */
  async #settle(): Promise<void> {
    await this.#house.ingest.settled();
    const roles = [this.#source.role, this.#target.role];
    if (roles.includes('mirror') && this.#mirror().state().behind === undefined)
      await this.#mirror().settled(SETTLING);
  }
}

function sideOf(sum: DaySum): Side {
  return { n: sum.n, checksum: checksumOf(sum) };
}
