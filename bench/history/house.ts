import { join } from 'node:path';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import type { Bench } from '../bench.ts';
import { type Superilla, startSuperilla } from '../servers/superilla.ts';
import { fillStore } from './fill.ts';
import { HISTORY_FROM, historyTo, hoursOf, type Shape } from './history.ts';

const BATCH = 50_000;
/** Hours rolled up in one go. */
const HOURS = 24_000;

/** A data folder with registered kits and a history in its store; nothing runs on it. */
export async function prepareHouse(bench: Bench, shape: Shape): Promise<string> {
  const data = bench.stage.folder('house');
  const superilla = await startSuperilla(bench.stage, { data });
  await superilla.register(shape.kits);
  await superilla.end();
  await withStore(data, async (store) => {
    await fillStore(store, { shape, batch: BATCH });
  });
  return data;
}

/** Does something to the store of a folder on which nothing runs. */
export async function withStore<T>(data: string, work: (store: ReadingStore) => Promise<T>): Promise<T> {
  const store = await openDuckDbStore({ path: join(data, 'readings.duckdb') });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Makes all roll-ups; the milliseconds that took. */
export async function rollUpAll(store: ReadingStore, shape: Shape): Promise<number> {
  const marks = hoursOf(shape);
  const began = performance.now();
  for (let n = 0; n < marks.length; n += HOURS) await store.rollUp(marks.slice(n, n + HOURS));
  await store.checkpoint();
  return performance.now() - began;
}

/** Compacts every day; the milliseconds that took, undefined where the store has no such thing. */
export async function compactAll(store: ReadingStore): Promise<number | undefined> {
  const { upkeep } = store;
  if (upkeep === undefined) return undefined;
  const began = performance.now();
  for (const day of await upkeep.days()) await upkeep.compact(day);
  await store.checkpoint();
  return performance.now() - began;
}

/** Answers that come before those that count: the program compiles itself as it runs. */
const WARM_UP = 20;

/** Milliseconds of each of `runs` answers, after some that do not count. */
export async function timed(ask: () => Promise<unknown>, runs: number): Promise<number[]> {
  for (let n = 0; n < WARM_UP; n++) await ask();
  const took: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    await ask();
    took.push(performance.now() - began);
  }
  return took;
}

export async function getJson<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} of ${url.slice(0, 100)}: ${text.slice(0, 200)}`);
  return JSON.parse(text) as T;
}

const iso = (ms: number) => new Date(ms).toISOString();

/** Where the API answers a series of these kits. */
export function seriesUrl(
  superilla: Superilla,
  about: { kits: readonly string[]; from: number; to: number; bucketS: number; merged: boolean },
): string {
  const query = new URLSearchParams({
    phenomenon: 'pm2_5',
    from: iso(about.from),
    to: iso(about.to),
    bucket: String(about.bucketS),
    merged: String(about.merged),
  });
  for (const kit of about.kits) query.append('kit', kit);
  return `${superilla.http}/api/v1/series?${query}`;
}

/** The last day of a history. */
export function lastDay(shape: Shape): { from: number; to: number } {
  const to = historyTo(shape);
  return { from: Math.max(HISTORY_FROM, to - 86_400_000), to };
}
