import type { HourMark } from '../domain/hour-mark.ts';
import type { Row } from '../domain/reading.ts';
import type { Registry } from '../registry/contract.ts';
import type { Bucket, ReadingStore, SeriesQuery } from '../stores/contract.ts';
import { Backlog } from './backlog.ts';
import type { ClockLog, Job } from './clock.ts';
import type { RollUps } from './contract.ts';
import { Marks } from './marks.ts';
import { rolledSeries } from './rolled-series.ts';

const HOUR = 3_600_000;
/** An hour is rolled up so long after its end, ms: what kits send in its last moments is in then. */
const GRACE = 60_000;
/** Hours of one step of the store, which its commits wait for, and kits of one such step where whole days are rolled up. */
const STEP = 10_000;
const KITS = 1_000;
/** Days of history after which it is told how many are left. */
const TOLD_EVERY = 30;

export interface RollUpOptions {
  readonly registry: Pick<Registry, 'hourMarks' | 'setting' | 'setSetting'>;
  readonly store: ReadingStore;
  /** Names the store among others that the same registry may be used with. */
  readonly identity: string;
  readonly log: ClockLog;
  /** UTC ms; the machine's clock when absent. */
  readonly now?: () => number;
}

class RollUpService implements RollUps {
  readonly #options: RollUpOptions;
  readonly #marks: Marks;
  readonly #backlog: Backlog;
  #count = 0;
  #days = 0;

  constructor(options: RollUpOptions, marks: Marks, backlog: Backlog) {
    this.#options = options;
    this.#marks = marks;
    this.#backlog = backlog;
  }

  around<T>(rows: readonly Row[], store: () => Promise<T>): Promise<T> {
    return this.#marks.around(rows, store);
  }

  series(query: SeriesQuery): Promise<Bucket[]> {
    const parts = {
      store: this.#options.store,
      marked: (kit: string, from: number, to: number) => this.#marks.of(kit, from, to),
      unrolledBefore: () => this.#backlog.before,
    };
    return rolledSeries(parts, query);
  }

  job(everyMs: number): Job {
    return { name: 'roll-ups', everyMs, run: (signal) => this.#run(signal) };
  }

  marked(): number {
    return this.#marks.size;
  }

  rolledUp(): number {
    return this.#count;
  }

  /** What is marked first, and again after each day of history. */
  async #run(signal: AbortSignal): Promise<void> {
    await this.#rollUpMarked(signal);
    while (!signal.aborted) {
      const day = await this.#backlog.next();
      if (day === undefined) break;
      await this.#rollUpDay(day, signal);
      await this.#rollUpMarked(signal);
    }
    if (signal.aborted || this.#days === 0) return;
    this.#options.log.info(`the history is rolled up: ${this.#days} days`);
    this.#days = 0;
  }

  async #rollUpMarked(signal: AbortSignal): Promise<void> {
    const { now = Date.now } = this.#options;
    const { marks, before } = this.#marks.due(now() - GRACE);
    for (let at = 0; at < marks.length && !signal.aborted; at += STEP) {
      const step = marks.slice(at, at + STEP);
      await this.#rollUp(step);
      await this.#marks.settle({ marks: step, before });
    }
  }

  async #rollUpDay(day: number, signal: AbortSignal): Promise<void> {
    const { store, log } = this.#options;
    const kits = [...new Set((await store.latest()).map(({ kit }) => kit))];
    for (let at = 0; at < kits.length; at += KITS) {
      if (signal.aborted) return;
      const some = kits.slice(at, at + KITS);
      await this.#rollUp(
        some.flatMap((kit) => Array.from({ length: 24 }, (_, n) => ({ kit, hour: day + n * HOUR }))),
      );
    }
    await this.#backlog.done();
    if (this.#days % TOLD_EVERY === 0)
      log.info(
        `rolling up the history: ${new Date(day).toISOString().slice(0, 10)} is done, ${this.#backlog.left} days are left`,
      );
    this.#days += 1;
  }

  async #rollUp(marks: readonly HourMark[]): Promise<void> {
    await this.#options.store.rollUp(marks);
    this.#count += marks.length;
  }
}

/** Opens the roll-ups of a store: reads what is marked, and how far its history is rolled up. */
export async function openRollUps(options: RollUpOptions): Promise<RollUps> {
  return new RollUpService(
    options,
    await Marks.load(options.registry.hourMarks),
    await Backlog.open(options),
  );
}
