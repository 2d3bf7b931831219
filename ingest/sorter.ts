import { isPlausible } from '../analysis/plausible.ts';
import { FLAGS } from '../domain/flags.ts';
import type { Row } from '../domain/reading.ts';
import { foundText, type Refusal, type RefusalCode } from '../domain/refusal.ts';
import { AHEAD, EARLIEST } from '../domain/time.ts';
import type { Found } from '../protocols/contract.ts';
import type { KitMemory } from './kit-memory.ts';
import type { Message } from './message.ts';
import type { NameResolver, Resolved } from './names.ts';

/** What the sorter needs to know about one message's kit and moment. */
export interface Circumstances {
  readonly memory: KitMemory;
  /** Flags that every reading of this kit carries. */
  readonly kitFlags: number;
  /** Time for readings without one, UTC ms. */
  readonly assigned: number;
  /** Times after this are ahead of the server's clock; Infinity while that clock itself is behind. */
  readonly latestAllowed: number;
}

/** Latest time a kit may name at `now`, given the newest arrival ever journalled. */
export function latestAllowed(now: number, newestArrival: number): number {
  return now < newestArrival ? Number.POSITIVE_INFINITY : now + AHEAD;
}

function refuse(
  message: Message,
  code: RefusalCode,
  about: { path: string; found?: string; expected?: string },
): void {
  message.refusals.push({ code, ...about } satisfies Refusal);
}

/** Sorts decoded values into rows of one time and channel, flags them, and sets aside what cannot be kept. */
export class Sorter {
  private readonly names: NameResolver;
  private readonly admitName: (kit: string, id: string) => boolean;

  constructor(names: NameResolver, admitName: (kit: string, id: string) => boolean) {
    this.names = names;
    this.admitName = admitName;
  }

  /** Enters every found value into the message: its rows, its refusals and its counts. */
  sort(message: Message, found: readonly Found[], circumstances: Circumstances): void {
    for (let i = 0; i < found.length; i++) this.place(message, found[i] as Found, circumstances);
  }

  private place(message: Message, found: Found, about: Circumstances): void {
    const resolved = this.names.resolve(found.phenomenon);
    const time = found.time ?? about.assigned;
    if (resolved === undefined) this.reject(message, 'bad_name', found);
    else if (!Number.isFinite(found.value)) this.reject(message, 'not_finite', found);
    else if (time > about.latestAllowed) this.setAside(message, 'time_ahead', { path: found.path, time });
    else if (time < EARLIEST) this.setAside(message, 'time_too_old', { path: found.path, time });
    else if (resolved.phenomenon !== undefined || this.keepUnknown(message, found, resolved.id))
      this.keep(message, { found, resolved, time }, about);
  }

  private keep(
    message: Message,
    reading: { found: Found; resolved: Resolved; time: number },
    about: Circumstances,
  ): void {
    const { found, resolved, time } = reading;
    const verdict = about.memory.recent.judge(time, found.channel, resolved.id);
    if (typeof verdict === 'number') {
      this.again(message, found, verdict);
      return;
    }
    const row = rowFor(message, { time, found, verdict, memory: about.memory });
    // What only the store can judge is still told apart within the message.
    const before = verdict === 'ask_store' ? row.phenomena.indexOf(resolved.id) : -1;
    if (before >= 0) {
      this.again(message, found, row.values[before] as number);
      return;
    }
    let flags = found.flags | about.kitFlags;
    if (found.time === undefined) flags |= FLAGS.time_assigned;
    if (!isPlausible(resolved.phenomenon, found.value)) flags |= FLAGS.implausible;
    row.phenomena.push(resolved.id);
    row.values.push(found.value);
    row.flags.push(flags);
    message.accepted++;
  }

  private keepUnknown(message: Message, found: Found, id: string): boolean {
    if (!this.admitName(message.kit, id)) {
      this.reject(message, 'too_many_unknown', found);
      return false;
    }
    if (message.assumptions.length < 64)
      message.assumptions.push({ code: 'kept_as', path: found.path, taken: id });
    return true;
  }

  private reject(message: Message, code: RefusalCode, found: Found): void {
    message.rejected++;
    refuse(message, code, { path: found.path, found: foundText(found.value) });
  }

  private setAside(message: Message, code: RefusalCode, at: { path: string; time: number }): void {
    message.quarantined++;
    refuse(message, code, { path: at.path, found: isoOrNumber(at.time) });
  }

  /** A reading that stands already: the same value is a duplicate, another one a conflict. */
  private again(message: Message, found: Found, stands: number): void {
    if (stands === found.value) {
      message.duplicates++;
      return;
    }
    message.rejected++;
    refuse(message, 'conflict', {
      path: found.path,
      found: foundText(found.value),
      expected: `${stands} is stored for this time`,
    });
  }
}

function isoOrNumber(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time);
}

interface Wanted {
  readonly time: number;
  readonly found: Found;
  readonly verdict: 'new' | 'ask_store';
  readonly memory: KitMemory;
}

/** The message's row of that time and channel; made, and remembered, when it is the first. */
function rowFor(message: Message, { time, found, verdict, memory }: Wanted): Row {
  const { rows } = message;
  const { channel } = found;
  const late = verdict === 'ask_store';
  // Readings of one row come together in every dialect, so the last row is nearly always the one.
  for (let i = rows.length - 1; i >= 0 && rows.length - i <= 64; i--) {
    const row = rows[i] as Row;
    if (row.time !== time || row.channel !== channel) continue;
    if (late) markLate(message, i);
    return row;
  }
  const { kit, received } = message;
  const row: Row = { kit, channel, time, received, phenomena: [], values: [], flags: [] };
  rows.push(row);
  if (late) markLate(message, rows.length - 1);
  else memory.recent.remember(row);
  return row;
}

function markLate(message: Message, index: number): void {
  if (message.late === undefined) message.late = [index];
  else if (message.late.at(-1) !== index && !message.late.includes(index)) message.late.push(index);
}
