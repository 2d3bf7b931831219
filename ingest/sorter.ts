import { isPlausible, isPlausibleReference } from '../analysis/plausible.ts';
import { FLAGS } from '../domain/flags.ts';
import type { Row } from '../domain/reading.ts';
import { foundText, type RefusalCode } from '../domain/refusal.ts';
import { AHEAD, EARLIEST } from '../domain/time.ts';
import type { Found } from '../protocols/contract.ts';
import type { KitMemory } from './kit-memory.ts';
import type { Message } from './message.ts';
import type { NameResolver, Resolved } from './names.ts';
import type { SensorRanges } from './sensor-ranges.ts';

/** What the sorter needs to know about one message's kit and moment. */
export interface Circumstances {
  readonly memory: KitMemory;
  /** Flags that every reading of this kit carries. */
  readonly kitFlags: number;
  /** What the sensors of the kit's model can measure; undefined where the model is not known. */
  readonly ranges?: SensorRanges | undefined;
  /** Whether the values are of an official station. */
  readonly official?: boolean;
  /** Time for readings without one, UTC ms. */
  readonly assigned: number;
  /** Times after this are ahead of the server's clock; Infinity while that clock itself is behind. */
  readonly latestAllowed: number;
}

/** Latest time a kit may name at `now`, given the newest arrival ever journalled. */
export function latestAllowed(now: number, newestArrival: number): number {
  return now < newestArrival ? Number.POSITIVE_INFINITY : now + AHEAD;
}

/** Sorts decoded values into rows of one time and channel, flags them, and sets aside what cannot be kept. */
export class Sorter {
  readonly names: NameResolver;
  readonly admitName: (kit: string, id: string) => boolean;

  constructor(names: NameResolver, admitName: (kit: string, id: string) => boolean) {
    this.names = names;
    this.admitName = admitName;
  }

  /** Enters every found value into the message: its rows, its refusals and its counts. */
  sort(message: Message, found: readonly Found[], circumstances: Circumstances): void {
    const sorting = new Sorting(this, message, circumstances);
    for (let i = 0; i < found.length; i++) sorting.place(found[i] as Found);
  }
}

/** One message being sorted. Its parts are fields, so that nothing is allocated a reading. */
class Sorting {
  private readonly sorter: Sorter;
  private readonly message: Message;
  private readonly about: Circumstances;

  constructor(sorter: Sorter, message: Message, about: Circumstances) {
    this.sorter = sorter;
    this.message = message;
    this.about = about;
  }

  place(found: Found): void {
    const { about } = this;
    const resolved = this.sorter.names.resolve(found.phenomenon);
    const time = found.time ?? about.assigned;
    if (resolved === undefined) this.reject('bad_name', found);
    else if (!Number.isFinite(found.value)) this.reject('not_finite', found);
    else if (time > about.latestAllowed) this.setAside('time_ahead', found.path, time);
    else if (time < EARLIEST) this.setAside('time_too_old', found.path, time);
    else if (resolved.phenomenon !== undefined || this.keepUnknown(found, resolved.id))
      this.keep(found, resolved, time);
  }

  private keep(found: Found, resolved: Resolved, time: number): void {
    const { message, about } = this;
    const verdict = about.memory.recent.judge(time, found.channel, resolved.id);
    if (typeof verdict === 'number') {
      this.again(found, verdict);
      return;
    }
    const late = verdict === 'ask_store';
    const row = this.rowFor(time, found.channel, late);
    // What only the store can judge is still told apart within the message.
    const before = late ? row.phenomena.indexOf(resolved.id) : -1;
    if (before >= 0) {
      this.again(found, row.values[before] as number);
      return;
    }
    let flags = found.flags | about.kitFlags;
    if (found.time === undefined) flags |= FLAGS.time_assigned;
    if (!this.canBe(resolved, found.value)) flags |= FLAGS.implausible;
    row.phenomena.push(resolved.id);
    row.values.push(found.value);
    row.flags.push(flags);
    message.accepted++;
  }

  private canBe({ id, phenomenon }: Resolved, value: number): boolean {
    const { official, ranges } = this.about;
    if (official === true) return isPlausibleReference(phenomenon, value);
    return isPlausible(phenomenon, value) && ranges?.holds(id, value) !== false;
  }

  /** The message's row of that time and channel; made, and remembered, when it is the first. */
  private rowFor(time: number, channel: string, late: boolean): Row {
    const { message } = this;
    const { rows, kit, received } = message;
    // Readings of one row come together in every dialect, so the last row is nearly always the one.
    for (let i = rows.length - 1; i >= 0 && rows.length - i <= 64; i--) {
      const row = rows[i] as Row;
      if (row.time !== time || row.channel !== channel) continue;
      if (late) markLate(message, i);
      return row;
    }
    const row: Row = { kit, channel, time, received, phenomena: [], values: [], flags: [] };
    rows.push(row);
    if (late) markLate(message, rows.length - 1);
    else this.about.memory.recent.remember(row);
    return row;
  }

  private keepUnknown(found: Found, id: string): boolean {
    const { message } = this;
    if (!this.sorter.admitName(message.kit, id)) {
      this.reject('too_many_unknown', found);
      return false;
    }
    if (message.assumptions.length < 64)
      message.assumptions.push({ code: 'kept_as', path: found.path, taken: id });
    return true;
  }

  private reject(code: RefusalCode, { path, value }: Found): void {
    this.message.rejected++;
    this.message.refusals.push({ code, path, found: foundText(value) });
  }

  private setAside(code: RefusalCode, path: string, time: number): void {
    this.message.quarantined++;
    this.message.refusals.push({ code, path, found: isoOrNumber(time) });
  }

  /** A reading that stands already: the same value is a duplicate, another one a conflict. */
  private again({ path, value }: Found, stands: number): void {
    if (stands === value) {
      this.message.duplicates++;
      return;
    }
    const expected = `${stands} is stored for this time`;
    this.message.rejected++;
    this.message.refusals.push({ code: 'conflict', path, found: foundText(value), expected });
  }
}

function isoOrNumber(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time);
}

function markLate(message: Message, index: number): void {
  if (message.late === undefined) message.late = [index];
  else if (message.late.at(-1) !== index && !message.late.includes(index)) message.late.push(index);
}
