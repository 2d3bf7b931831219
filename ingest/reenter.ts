import { REFUSALS } from '../domain/refusal-catalogue.ts';
import type { Message } from './message.ts';

/** Hands one message to the ingest, which calls back once it is on disk. False where it could not be handed over. */
export type Submission = (done: (message: Message) => void) => boolean;

/** What became of many messages taken in together. */
export interface Entered {
  readonly messages: number;
  /** Readings by what became of them. */
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly quarantined: number;
  readonly missing: number;
  /** Refused by rule. */
  readonly refusals: Readonly<Record<string, number>>;
}

type Sums = { -readonly [key in keyof Omit<Entered, 'refusals'>]: number } & {
  refusals: Record<string, number>;
};

/** Messages on their way at once. */
const AT_ONCE = 256;

/** Messages between two looks at what the store decided: late readings are judged within its commits. */
const WINDOW = 4096;

function add(sums: Sums, message: Message): void {
  sums.messages++;
  for (const key of ['accepted', 'duplicates', 'rejected', 'quarantined', 'missing'] as const)
    sums[key] += message[key];
  for (const { code } of message.refusals)
    if (REFUSALS[code].fate !== 'duplicate') sums.refusals[code] = (sums.refusals[code] ?? 0) + 1;
}

/**
 * Takes many messages in, never more than a few hundred at once, and says what became of them in the end: what the store
 * found to be there already counts as duplicate or conflict. `progress` hears the sums as they grow.
 */
export async function reenter(
  submissions: AsyncIterable<Submission>,
  ingest: { settled(): Promise<void> },
  progress: (sums: Entered) => void = () => {},
): Promise<Entered> {
  const sums: Sums = { ...blankSums(), refusals: {} };
  let under: Message[] = [];
  const flight = new Flight();
  const settle = async () => {
    await flight.landed();
    await ingest.settled();
    for (const message of under) add(sums, message);
    under = [];
    progress(sums);
  };
  for await (const submit of submissions) {
    await flight.room(AT_ONCE);
    flight.start();
    const taken = submit((message) => {
      under.push(message);
      flight.land();
    });
    if (!taken) flight.land();
    if (under.length >= WINDOW) await settle();
  }
  await settle();
  return sums;
}

function blankSums(): Omit<Sums, 'refusals'> {
  return { messages: 0, accepted: 0, duplicates: 0, rejected: 0, quarantined: 0, missing: 0 };
}

/** Counts what is on its way. */
class Flight {
  #count = 0;
  #waiting: { below: number; go: () => void }[] = [];

  start(): void {
    this.#count++;
  }

  land(): void {
    this.#count--;
    this.#waiting = this.#waiting.filter(({ below, go }) => {
      if (this.#count >= below) return true;
      go();
      return false;
    });
  }

  room(most: number): Promise<void> {
    return this.#below(most);
  }

  landed(): Promise<void> {
    return this.#below(1);
  }

  #below(below: number): Promise<void> {
    if (this.#count < below) return Promise.resolve();
    return new Promise((go) => this.#waiting.push({ below, go }));
  }
}
