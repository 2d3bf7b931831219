import type { ReadingStore } from '../stores/contract.ts';
import type { Job } from './clock.ts';

const DAY = 86_400_000;

/** What the nightly round works with. */
export interface NightlyParts {
  readonly store: Pick<ReadingStore, 'upkeep'>;
  /** When the round begins, ms after midnight UTC. */
  readonly atMs: number;
  now(): number;
  /** Removes what is too old. */
  expire(): Promise<void>;
  /** Called before a day is compacted: what was made of its readings is old. */
  touched(day: number): Promise<void>;
  /** A day that has two values where one belongs. */
  warn(words: string): void;
}

/** `HH:MM` as ms after midnight. */
export function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/** Compacts every closed day that got readings since it was last. Stops between two transactions once `signal` is aborted. */
async function compactClosed(parts: NightlyParts, signal: AbortSignal): Promise<void> {
  const { upkeep } = parts.store;
  for (const day of await closedDays(parts)) {
    if (signal.aborted) return;
    await parts.touched(day);
    const done = await upkeep?.compact(day, signal);
    if (done !== undefined && done.clashes > 0)
      parts.warn(`${new Date(day).toISOString().slice(0, 10)}: ${done.clashes} instants have two values`);
  }
}

/** A store that keeps no record of touched days: late readings of these many days are looked after. */
const UNKNOWN_DAYS = 7;

async function touchRecent({ store, touched, now }: NightlyParts): Promise<void> {
  if (store.upkeep === undefined || (await store.upkeep.uncompacted()) !== undefined) return;
  const today = Math.floor(now() / DAY) * DAY;
  for (let n = 1; n <= UNKNOWN_DAYS; n++) await touched(today - n * DAY);
}

async function closedDays({ store, now }: NightlyParts): Promise<number[]> {
  const today = Math.floor(now() / DAY) * DAY;
  return ((await store.upkeep?.uncompacted()) ?? []).filter((day) => day < today);
}

/** Whether a day waits that an earlier night than the last should have taken. */
async function missed(parts: NightlyParts, round: number): Promise<boolean> {
  const [oldest] = await closedDays(parts);
  return oldest !== undefined && oldest < (round - 1) * DAY;
}

/**
 * The round of each night: what is too old is removed, then days are put in order. A night that was missed while the
 * server was stopped is made up for after the start.
 */
export function nightlyJob(parts: NightlyParts, everyMs = 60_000): Job {
  const { atMs, now } = parts;
  const roundOf = (ms: number) => Math.floor((ms - atMs) / DAY);
  let last: number | undefined;
  return {
    name: 'nightly round',
    everyMs,
    async run(signal) {
      const round = roundOf(now());
      if (last === undefined && !(await missed(parts, round))) last = round;
      if (last === round) return;
      await parts.expire();
      await compactClosed(parts, signal);
      await touchRecent(parts);
      last = round;
    },
  };
}
