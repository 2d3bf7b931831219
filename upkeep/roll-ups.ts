import type { HourMark } from '../domain/hour-mark.ts';
import type { Row } from '../domain/reading.ts';
import type { Registry } from '../registry/contract.ts';
import type { Bucket, ReadingStore, SeriesQuery } from '../stores/contract.ts';
import { Backlog } from './backlog.ts';
import type { ClockLog, Job } from './clock.ts';
import type { RollUps } from './contract.ts';
import { type Due, Marks } from './marks.ts';
import type { QualityCheck } from './quality/contract.ts';
import { rolledSeries } from './rolled-series.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An hour is judged and rolled up so long after its end, ms: what kits send in its last moments is in then. */
const GRACE = 60_000;
/** Hours of one step of the store, which its commits wait for, and kits of one such step where whole days are rolled up. */
const STEP = 10_000;
const KITS = 1_000;
/** Days of history after which it is told how many are left. */
const TOLD_EVERY = 30;
/** Longest period that is marked at once, ms; of a longer one the end. */
const MOST_MARKED = 366 * DAY;
/** How far back the checks of a day look in the roll-ups, ms: 360 hours. */
const CHECKS_LOOK = 15 * DAY;

export interface RollUpOptions {
  readonly registry: Pick<Registry, 'hourMarks' | 'setting' | 'setSetting'>;
  readonly store: ReadingStore;
  /** Names the store among others that the same registry may be used with. */
  readonly identity: string;
  readonly log: ClockLog;
  /** Judges hours before they are rolled up; nothing is judged without it. */
  readonly check?: QualityCheck;
  /** UTC ms; the machine's clock when absent. */
  readonly now?: () => number;
}

/** Marks by UTC day, in the order given, which is by hour. */
function byDay(marks: readonly HourMark[]): HourMark[][] {
  const days: { day: number; marks: HourMark[] }[] = [];
  for (const mark of marks) {
    const day = Math.floor(mark.hour / DAY);
    const last = days.at(-1);
    if (last?.day === day) last.marks.push(mark);
    else days.push({ day, marks: [mark] });
  }
  return days.map((one) => one.marks);
}

/** Days that follow each other, together while they have at most `STEP` hours. */
function inSteps(days: readonly HourMark[][]): HourMark[][][] {
  const steps: HourMark[][][] = [];
  let hours = 0;
  for (const day of days) {
    hours += day.length;
    const step = steps.at(-1);
    if (step !== undefined && hours <= STEP) step.push(day);
    else {
      steps.push([day]);
      hours = day.length;
    }
  }
  return steps;
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
      unrolledBefore: () => this.#backlog.rolledBefore,
    };
    return rolledSeries(parts, query);
  }

  checked(kit: string, hour: number): boolean {
    return hour >= this.#backlog.before && hour + HOUR <= this.#now() && !this.#marks.has(kit, hour);
  }

  mark(kit: string, from: number, to: number): Promise<void> {
    const hours: HourMark[] = [];
    const end = Math.min(to, this.#now());
    const start = Math.max(from, end - MOST_MARKED);
    for (let hour = Math.floor(start / HOUR) * HOUR; hour < end; hour += HOUR) hours.push({ kit, hour });
    return this.#marks.add(hours);
  }

  markedDays(): number[] {
    return this.#marks.days();
  }

  judgedFrom(): number {
    return this.#backlog.before;
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
    await this.#doMarked(signal);
    while (!signal.aborted) {
      const day = await this.#backlog.next();
      if (day === undefined) break;
      await this.#rollUpAhead(signal);
      if (!signal.aborted) await this.#doDay(day, signal);
      await this.#doMarked(signal);
    }
    if (signal.aborted || this.#days === 0) return;
    this.#options.log.info(`the history is rolled up: ${this.#days} days`);
    this.#days = 0;
  }

  async #doMarked(signal: AbortSignal): Promise<void> {
    const { marks, before } = this.#marks.due(this.#now() - GRACE);
    for (const days of inSteps(byDay(marks))) {
      // The checks of a day read the roll-ups of the days before it. Of many days they are made in one step, not in one for each.
      if (days.length > 1 && this.#options.check !== undefined) await this.#rollUp(days.flat());
      const done: HourMark[] = [];
      for (const day of days) {
        if (signal.aborted) return;
        const others = await this.#judge(day, { changed: true, signal });
        if (others === undefined) return;
        done.push(...day, ...others);
      }
      await this.#settle({ marks: done, before }, signal);
    }
  }

  /** Rolls up hours that have been judged, and takes their marks away. */
  async #settle({ marks, before }: Due, signal: AbortSignal): Promise<void> {
    for (let at = 0; at < marks.length && !signal.aborted; at += STEP) {
      const step = marks.slice(at, at + STEP);
      await this.#rollUp(step);
      await this.#marks.settle({ marks: step, before });
    }
  }

  /** Judges a day's hours; gives the hours beside them whose flags changed, or undefined when it was cut short. */
  async #judge(
    marks: readonly HourMark[],
    given: { readonly changed: boolean; readonly signal: AbortSignal },
  ): Promise<HourMark[] | undefined> {
    const { check } = this.#options;
    const others = new Map<string, HourMark>();
    if (check === undefined) return [];
    const also = async (hours: readonly HourMark[]) => {
      // What is marked anyway, or is history that waits, is rolled up in its turn.
      const news = hours.filter(
        ({ kit, hour }) => hour >= this.#backlog.before && !this.#marks.has(kit, hour),
      );
      await this.#marks.addUntouched(news);
      for (const mark of news) others.set(`${mark.kit} ${mark.hour}`, mark);
    };
    const whole = await check.run({ marks, ...given, now: this.#now(), also });
    return whole ? [...others.values()] : undefined;
  }

  /** The checks of a day of history read the roll-ups of the days before it: those that there are none of yet are made. */
  async #rollUpAhead(signal: AbortSignal): Promise<void> {
    if (this.#options.check === undefined) return;
    while (!signal.aborted) {
      const day = await this.#backlog.nextAhead(CHECKS_LOOK);
      if (day === undefined) return;
      if (await this.#rollUpDay(await this.#hoursOf(day), signal)) await this.#backlog.rolled(day);
    }
  }

  async #doDay(day: number, signal: AbortSignal): Promise<void> {
    const hours = await this.#hoursOf(day);
    const others = await this.#judge(hours, { changed: false, signal });
    if (others === undefined || !(await this.#rollUpDay(hours, signal))) return;
    await this.#backlog.done();
    await this.#settle({ marks: others, before: 1 }, signal);
    this.#tell(day);
  }

  #tell(day: number): void {
    const { log } = this.#options;
    if (this.#days % TOLD_EVERY === 0)
      log.info(
        `rolling up the history: ${new Date(day).toISOString().slice(0, 10)} is done, ${this.#backlog.left} days are left`,
      );
    this.#days += 1;
  }

  /** Every hour of a day of every kit, kit by kit. */
  async #hoursOf(day: number): Promise<HourMark[]> {
    const kits = new Set((await this.#options.store.latest()).map(({ kit }) => kit));
    return [...kits].flatMap((kit) => Array.from({ length: 24 }, (_, n) => ({ kit, hour: day + n * HOUR })));
  }

  /** False when cut short. */
  async #rollUpDay(hours: readonly HourMark[], signal: AbortSignal): Promise<boolean> {
    for (let at = 0; at < hours.length; at += KITS * 24) {
      if (signal.aborted) return false;
      await this.#rollUp(hours.slice(at, at + KITS * 24));
    }
    return true;
  }

  async #rollUp(marks: readonly HourMark[]): Promise<void> {
    await this.#options.store.rollUp(marks);
    this.#count += marks.length;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** Opens the roll-ups of a store: reads what is marked, and how far its history is judged and rolled up. */
export async function openRollUps(options: RollUpOptions): Promise<RollUps> {
  return new RollUpService(
    options,
    await Marks.load(options.registry.hourMarks),
    await Backlog.open(options),
  );
}
