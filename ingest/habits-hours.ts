import type { RefusalCode } from '../domain/refusal.ts';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import type { Message } from './message.ts';

const HOUR = 3_600_000;
/** Hours that are kept, the one that runs among them. */
const HOURS = 24;

/** What is counted of messages, in the order of the counters. */
const COLUMNS = ['messages', 'accepted', 'rejected', 'duplicates', 'quarantined', 'missing'] as const;

/** What became of messages, and what was refused of them by rule. */
export interface LossCounts extends Record<(typeof COLUMNS)[number], number> {
  readonly rules: Readonly<Partial<Record<RefusalCode, number>>>;
}

/** Counts of one hour. */
export interface HourCounts extends LossCounts {
  /** Its beginning, UTC ms. */
  readonly hour: number;
}

/** Counts of so many spans of time side by side. */
class Counts {
  readonly columns: Uint32Array;
  readonly rules = new Map<RefusalCode, Uint32Array>();
  private readonly spans: number;

  constructor(spans: number) {
    this.spans = spans;
    this.columns = new Uint32Array(spans * COLUMNS.length);
  }

  add(span: number, message: Message): void {
    const at = span * COLUMNS.length;
    const { columns } = this;
    (columns[at] as number)++;
    (columns[at + 1] as number) += message.accepted;
    (columns[at + 2] as number) += message.rejected;
    (columns[at + 3] as number) += message.duplicates;
    (columns[at + 4] as number) += message.quarantined;
    (columns[at + 5] as number) += message.missing;
    const { refusals } = message;
    for (let i = 0; i < refusals.length; i++) this.addRule(span, (refusals[i] as { code: RefusalCode }).code);
  }

  clear(span: number): void {
    this.columns.fill(0, span * COLUMNS.length, (span + 1) * COLUMNS.length);
    for (const counts of this.rules.values()) counts[span] = 0;
  }

  read(span: number): LossCounts {
    const at = span * COLUMNS.length;
    const counts = Object.fromEntries(COLUMNS.map((column, i) => [column, this.columns[at + i] ?? 0]));
    const rules = [...this.rules].flatMap(([code, each]) =>
      each[span] ? [[code, each[span]] as const] : [],
    );
    return { ...(counts as Record<(typeof COLUMNS)[number], number>), rules: Object.fromEntries(rules) };
  }

  private addRule(span: number, code: RefusalCode): void {
    if (REFUSALS[code].fate === 'duplicate') return;
    let counts = this.rules.get(code);
    if (counts === undefined) {
      counts = new Uint32Array(this.spans);
      this.rules.set(code, counts);
    }
    (counts[span] as number)++;
  }
}

/** What became of one kit's messages, since the start and in each of the last 24 hours. */
export class HabitHours {
  private readonly all = new Counts(1);
  private readonly hours = new Counts(HOURS);
  /** Which hour since 1970 each span of the ring holds. */
  private readonly holds = new Float64Array(HOURS);

  add(message: Message): void {
    this.all.add(0, message);
    const hour = Math.floor(message.received / HOUR);
    const span = hour % HOURS;
    const held = this.holds[span] as number;
    if (hour < held) return;
    if (hour > held) {
      this.hours.clear(span);
      this.holds[span] = hour;
    }
    this.hours.add(span, message);
  }

  sinceStart(): LossCounts {
    return this.all.read(0);
  }

  /** The hours of the last 24 that had messages, oldest first. */
  lastDay(now: number): HourCounts[] {
    const current = Math.floor(now / HOUR);
    const found: HourCounts[] = [];
    for (let hour = current - HOURS + 1; hour <= current; hour++)
      if (this.holds[hour % HOURS] === hour)
        found.push({ hour: hour * HOUR, ...this.hours.read(hour % HOURS) });
    return found;
  }
}
