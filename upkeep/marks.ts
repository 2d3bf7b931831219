import type { HourMark } from '../domain/hour-mark.ts';
import type { Row } from '../domain/reading.ts';
import type { HourMarks } from '../registry/contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Mark extends HourMark {
  /** Number of the last batch that touched the hour. */
  batch: number;
}

/**
 * Hours of kits whose roll-ups may be behind their readings: in memory, and durably before the readings are stored, so that no
 * crash loses one.
 */
export class Marks {
  readonly #kept: HourMarks;
  readonly #kits = new Map<string, Map<number, Mark>>();
  #size = 0;
  #batch = 0;
  /** Batches that are being stored, in order. */
  readonly #under = new Set<number>();
  /** Marks that are not durable yet. */
  readonly #unsaved: Mark[] = [];
  #saving = Promise.resolve();

  private constructor(kept: HourMarks) {
    this.#kept = kept;
  }

  /** The marks of earlier runs. */
  static async load(kept: HourMarks): Promise<Marks> {
    const marks = new Marks(kept);
    for (const { kit, hour } of await kept.all()) marks.#put({ kit, hour, batch: 0 });
    return marks;
  }

  /** How many hours are marked. */
  get size(): number {
    return this.#size;
  }

  /**
   * Marks the hours of rows durably, then has `store` store them. Rejects where they cannot be marked, or as `store` does; several may
   * be under way.
   */
  async around<T>(rows: readonly Row[], store: () => Promise<T>): Promise<T> {
    this.#batch += 1;
    const batch = this.#batch;
    this.#under.add(batch);
    try {
      this.#touch(rows, batch);
      if (this.#unsaved.length > 0) await this.#save();
      return await store();
    } finally {
      this.#under.delete(batch);
    }
  }

  /** Marks hours as a batch does whose readings are stored: durable when resolved. */
  async add(hours: readonly HourMark[]): Promise<void> {
    this.#batch += 1;
    for (const { kit, hour } of hours) this.#mark(kit, hour, this.#batch);
    await this.#save();
  }

  /** Marks hours that are not marked yet as if no batch had touched them: whoever settles them needs no new `due`. Durable when resolved. */
  async addUntouched(hours: readonly HourMark[]): Promise<void> {
    for (const { kit, hour } of hours) if (!this.has(kit, hour)) this.#mark(kit, hour, 0);
    await this.#save();
  }

  has(kit: string, hour: number): boolean {
    return this.#kits.get(kit)?.has(hour) ?? false;
  }

  /** UTC days (starts, ms) that have marked hours, in order. */
  days(): number[] {
    const days = new Set<number>();
    for (const hours of this.#kits.values())
      for (const hour of hours.keys()) days.add(Math.floor(hour / DAY) * DAY);
    return [...days].sort((a, b) => a - b);
  }

  /** Marked hours that end by `now` and that no batch under way touches, oldest first. */
  due(now: number): Due {
    const [before = this.#batch + 1] = this.#under;
    const marks: HourMark[] = [];
    for (const hours of this.#kits.values())
      for (const mark of hours.values())
        if (mark.batch < before && mark.hour + HOUR <= now) marks.push({ kit: mark.kit, hour: mark.hour });
    return { marks: marks.sort((a, b) => a.hour - b.hour), before };
  }

  /** Takes marks away whose hours were rolled up, unless a batch touched them since they were `due`. */
  async settle({ marks, before }: Due): Promise<void> {
    const settled: HourMark[] = [];
    for (const { kit, hour } of marks) {
      const hours = this.#kits.get(kit);
      const mark = hours?.get(hour);
      if (hours === undefined || mark === undefined || mark.batch >= before) continue;
      hours.delete(hour);
      if (hours.size === 0) this.#kits.delete(kit);
      this.#size -= 1;
      settled.push({ kit, hour });
    }
    // From memory first: an hour that is touched meanwhile is marked anew, behind this removal.
    await this.#kept.remove(settled);
  }

  /** The marked hours of a kit that begin from `from` to before `to`, in order. */
  of(kit: string, from: number, to: number): number[] {
    const found: number[] = [];
    for (const hour of this.#kits.get(kit)?.keys() ?? []) if (hour >= from && hour < to) found.push(hour);
    return found.sort((a, b) => a - b);
  }

  #touch(rows: readonly Row[], batch: number): void {
    for (let at = 0; at < rows.length; at++) {
      const { kit, time } = rows[at] as Row;
      this.#mark(kit, Math.floor(time / HOUR) * HOUR, batch);
    }
  }

  #mark(kit: string, hour: number, batch: number): void {
    const mark = this.#kits.get(kit)?.get(hour);
    if (mark !== undefined) mark.batch = batch;
    else this.#unsaved.push(this.#put({ kit, hour, batch }));
  }

  /** What an earlier batch failed to save, or is saving, is part of it: this one may have touched the same hours. */
  #save(): Promise<void> {
    const save = async () => {
      const marks = [...this.#unsaved];
      if (marks.length > 0) await this.#kept.add(marks);
      this.#unsaved.splice(0, marks.length);
    };
    this.#saving = this.#saving.then(save, save);
    return this.#saving;
  }

  #put(mark: Mark): Mark {
    let hours = this.#kits.get(mark.kit);
    if (hours === undefined) {
      hours = new Map();
      this.#kits.set(mark.kit, hours);
    }
    hours.set(mark.hour, mark);
    this.#size += 1;
    return mark;
  }
}

/** Marks to be rolled up, and the number of the first batch that may not be in the store. */
export interface Due {
  readonly marks: readonly HourMark[];
  readonly before: number;
}
