import type { Row } from '../../domain/reading.ts';

/** Phenomena of every row. */
export const PHENOMENA = [
  'pm1',
  'pm2_5',
  'pm10',
  'temperature',
  'humidity',
  'pressure',
  'no2',
  'co2',
  'noise_laeq',
  'illuminance',
] as const;

/** Where each begins, how far a step goes, and with how many decimals it is sent. */
const WALKS = [
  [8, 0.6, 1],
  [12, 0.8, 1],
  [18, 1, 1],
  [18, 0.1, 2],
  [60, 0.4, 1],
  [101_300, 8, 0],
  [30, 1, 1],
  [450, 6, 0],
  [55, 1.5, 1],
  [8000, 60, 0],
] as const;

const FIVE_MINUTES = 300_000;
/** Start of every history, UTC ms. */
export const HISTORY_FROM = Date.UTC(2026, 2, 1);
const HOUR = 3_600_000;

/** How much history: kits that sent ten values every five minutes for so many days. */
export interface Shape {
  readonly kits: number;
  readonly days: number;
}

export function historyTo({ days }: Shape): number {
  return HISTORY_FROM + days * 24 * HOUR;
}

export function pointsOf({ kits, days }: Shape): number {
  return kits * days * 288 * PHENOMENA.length;
}

export function kitName(n: number): string {
  return `bench-${n}`;
}

/** Random numbers that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Walker {
  readonly #values = WALKS.map(([start]) => start as number);
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  /** The next values: each wanders and is drawn back to where it began. */
  next(): number[] {
    return WALKS.map(([start, step, decimals], n) => {
      const before = this.#values[n] as number;
      const value = Math.max(0, before + (this.#random() - 0.5) * 2 * step + (start - before) * 0.01);
      this.#values[n] = value;
      return Number(value.toFixed(decimals));
    });
  }
}

/** The rows in the order in which they would have arrived, in batches of `points` readings. */
export function* batches(shape: Shape, points: number): Generator<Row[]> {
  const rows = Math.max(1, Math.round(points / PHENOMENA.length));
  const walkers = Array.from({ length: shape.kits }, (_, n) => new Walker(n + 1));
  const names = walkers.map((_, n) => kitName(n));
  let batch: Row[] = [];
  for (let time = HISTORY_FROM; time < historyTo(shape); time += FIVE_MINUTES) {
    for (let n = 0; n < walkers.length; n++) {
      const values = (walkers[n] as Walker).next();
      const flags = new Array<number>(values.length).fill(0);
      const received = time + 800;
      batch.push({
        kit: names[n] as string,
        channel: '',
        time,
        received,
        phenomena: [...PHENOMENA],
        values,
        flags,
      });
      if (batch.length < rows) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Every hour of every kit. */
export function hoursOf(shape: Shape): { kit: string; hour: number }[] {
  const marks: { kit: string; hour: number }[] = [];
  for (let hour = HISTORY_FROM; hour < historyTo(shape); hour += HOUR)
    for (let n = 0; n < shape.kits; n++) marks.push({ kit: kitName(n), hour });
  return marks;
}
