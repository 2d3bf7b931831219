import type { Envelope } from '../domain/envelope.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import { HabitHours, type HourCounts, type LossCounts } from './habits-hours.ts';
import { Rhythm } from './habits-rhythm.ts';
import type { Message } from './message.ts';

/** What a kit usually does, and what was lost of what it sent. */
export interface KitHabits {
  /** Since when it is counted, UTC ms: the start of the program. */
  readonly since: number;
  readonly sinceStart: LossCounts;
  /** Hours of the last 24 that had messages, oldest first. */
  readonly hours: readonly HourCounts[];
  /** Milliseconds between its messages; undefined until it was heard often enough. */
  readonly usual: number | undefined;
  /** Arrival of its newest message, UTC ms; undefined when none was heard since the start. */
  readonly lastHeard: number | undefined;
}

/** Messages of one dialect since start. */
export interface DialectCounts {
  messages: number;
  /** Refused by rule. */
  readonly refused: Map<RefusalCode, number>;
}

/** Name of what no dialect read. */
const NONE = 'none';

/** One kit's. */
class Habit {
  readonly hours = new HabitHours();
  readonly rhythm = new Rhythm();
}

/**
 * What kits usually do and what is lost of it. Messages are counted once they are stored, when their counts are final;
 * what is taken in once more and what comes from files is left out, for the kit did not send it then. In memory alone: a
 * start counts from 0, and the rhythm comes back as far as recovery looks back.
 */
export class Habits {
  private readonly since: number;
  private readonly kits = new Map<string, Habit>();
  private readonly byDialect = new Map<string, DialectCounts>();
  /** The same, by the names under which decoders sign. */
  private readonly byDecoder = new Map<string, DialectCounts>();
  private readonly elsewhere = new WeakSet<Message>();

  constructor(since: number) {
    this.since = since;
  }

  /** A message is on disk. */
  heard(message: Message, { again, transport, received }: Envelope): void {
    if (again !== undefined || transport === 'file') this.elsewhere.add(message);
    else if (message.kit !== '') this.of(message.kit).rhythm.heard(received);
  }

  /** A message of before the start. */
  heardBefore({ kit, topic, received }: Message): void {
    if (kit !== '' && !topic.startsWith('upload/')) this.of(kit).rhythm.heard(received);
  }

  /** A message whose counts are final. */
  count(message: Message): void {
    if (this.elsewhere.has(message)) return;
    if (message.kit !== '') this.of(message.kit).hours.add(message);
    const dialect = this.dialectOf(message.decoder);
    dialect.messages++;
    const { refusals } = message;
    for (let i = 0; i < refusals.length; i++) {
      const { code } = refusals[i] as { code: RefusalCode };
      if (REFUSALS[code].fate !== 'duplicate')
        dialect.refused.set(code, (dialect.refused.get(code) ?? 0) + 1);
    }
  }

  /** One kit's, at `now`; what was not heard yet has counts of 0. */
  ofKit(kit: string, now: number): KitHabits {
    const { hours, rhythm } = this.kits.get(kit) ?? new Habit();
    return {
      since: this.since,
      sinceStart: hours.sinceStart(),
      hours: hours.lastDay(now),
      usual: rhythm.usual(),
      lastHeard: rhythm.lastHeard === 0 ? undefined : rhythm.lastHeard,
    };
  }

  /** By dialect; `none` for what nobody could read. */
  dialects(): ReadonlyMap<string, DialectCounts> {
    return this.byDialect;
  }

  forget(kit: string): void {
    this.kits.delete(kit);
  }

  private of(kit: string): Habit {
    let habit = this.kits.get(kit);
    if (habit === undefined) {
      habit = new Habit();
      this.kits.set(kit, habit);
    }
    return habit;
  }

  private dialectOf(decoder: string): DialectCounts {
    let counts = this.byDecoder.get(decoder);
    if (counts === undefined) {
      const dialect = decoder.split('/')[0] || NONE;
      counts = this.byDialect.get(dialect) ?? { messages: 0, refused: new Map() };
      this.byDialect.set(dialect, counts);
      this.byDecoder.set(decoder, counts);
    }
    return counts;
  }
}
