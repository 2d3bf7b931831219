import type { HourMark } from '../../domain/hour-mark.ts';
import type { FlagChange } from '../../stores/contract.ts';
import type { DayWork, QualityPorts } from './contract.ts';
import type { Counts } from './counts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Changes of one step of the store. */
const STEP = 5_000;

interface WriterParts {
  readonly ports: Pick<QualityPorts, 'store' | 'touched'>;
  readonly work: DayWork;
  readonly counts: Counts;
}

/** Writes changes of flags in steps; before each it says which hours and days are behind then. */
export class FlagWriter {
  readonly #parts: WriterParts;
  readonly #due = new Map<string, Set<number>>();
  readonly #touched = new Set<number>();
  #changes: FlagChange[] = [];

  constructor(parts: WriterParts) {
    this.#parts = parts;
    for (const { kit, hour } of parts.work.marks) {
      const hours = this.#due.get(kit);
      if (hours === undefined) this.#due.set(kit, new Set([hour]));
      else hours.add(hour);
    }
  }

  /** Whether the hour is one of those that are to be judged. */
  isDue(kit: string, hour: number): boolean {
    return this.#due.get(kit)?.has(hour) ?? false;
  }

  add(change: FlagChange): void {
    this.#changes.push(change);
  }

  /** Writes when there is enough for a step. */
  async relieve(): Promise<void> {
    if (this.#changes.length >= STEP) await this.flush();
  }

  /** Writes what there is. */
  async flush(): Promise<void> {
    const { ports, counts } = this.#parts;
    const changes = this.#changes;
    this.#changes = [];
    for (let at = 0; at < changes.length; at += STEP) {
      const step = changes.slice(at, at + STEP);
      await this.#announce(step);
      await ports.store.flag(step);
      for (const { set } of step) counts.setting(set);
    }
  }

  /** Says once that what was made of a UTC day (start, UTC ms) is old, where the day is closed. */
  async touch(day: number): Promise<void> {
    const { ports, work } = this.#parts;
    if (day >= Math.floor(work.now / DAY) * DAY || this.#touched.has(day)) return;
    await ports.touched(day);
    this.#touched.add(day);
  }

  /** First, so that no crash leaves roll-ups or files that are thought to be new. */
  async #announce(changes: readonly FlagChange[]): Promise<void> {
    const others = new Map<string, HourMark>();
    const days = new Set<number>();
    for (const { kit, time } of changes) {
      const hour = Math.floor(time / HOUR) * HOUR;
      if (!this.isDue(kit, hour)) others.set(`${kit} ${hour}`, { kit, hour });
      days.add(Math.floor(time / DAY) * DAY);
    }
    if (others.size > 0) await this.#parts.work.also([...others.values()]);
    for (const day of days) await this.touch(day);
  }
}
