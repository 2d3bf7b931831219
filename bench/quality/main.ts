import { join } from 'node:path';
import type { HourMark } from '../../domain/hour-mark.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { openQualityCheck } from '../../upkeep/quality/checker.ts';
import { memoryOf } from '../stage.ts';
import { batches, DAY_FROM, hoursBefore, hoursOfDay, kitsOf } from './city.ts';

const DAY = 86_400_000;
/** Hours of kits rolled up in one step. */
const STEP = 24_000;

/** What judging a day showed. */
export interface Judged {
  readonly rollUpSeconds: number;
  readonly judgeSeconds: number;
  /** Once more, when nothing changes and the bounds of spikes are known, as in all hours but the first of a day. */
  readonly againSeconds: number;
  readonly readings: number;
  readonly flags: Readonly<Record<string, number>>;
  /** Megabytes: resident before the day was judged, and at most. */
  readonly before: number;
  readonly peak: number;
}

async function fill(store: ReadingStore, kits: number): Promise<void> {
  let watermark = store.watermark();
  for (const rows of batches(kits)) {
    watermark += 1;
    const { retry } = await store.append({ rows, late: [], watermark });
    if (retry !== undefined) throw new Error(`not stored: ${retry.reason}`);
  }
  await store.checkpoint();
  await rollUp(store, hoursBefore(kitsOf(kits)));
}

async function rollUp(store: ReadingStore, marks: readonly HourMark[]): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < marks.length; at += STEP) await store.rollUp(marks.slice(at, at + STEP));
  return (performance.now() - began) / 1000;
}

async function judge(store: ReadingStore, count: number): Promise<Judged> {
  const kits = kitsOf(count);
  const marks = hoursOfDay(kits);
  const rollUpSeconds = await rollUp(store, marks);
  const before = memoryOf(process.pid).now;
  const check = openQualityCheck({
    store,
    kits: () => kits,
    annotations: () => [],
    touched: async () => {},
  });
  const { signal } = new AbortController();
  const once = async () => {
    const began = performance.now();
    const also = async () => {};
    await check.run({ marks, changed: false, now: DAY_FROM + 2 * DAY, signal, also });
    return (performance.now() - began) / 1000;
  };
  const judgeSeconds = await once();
  const { checked, set } = check.counts();
  const peak = memoryOf(process.pid).peak;
  const flags = Object.fromEntries(set);
  const againSeconds = await once();
  return { rollUpSeconds, judgeSeconds, againSeconds, readings: checked, flags, before, peak };
}

/** A process of its own for each step, so that its memory is that of the step: `fill` or `judge`, the folder, the number of kits. */
async function main([step, folder = '', kits]: readonly string[]): Promise<void> {
  const store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  const count = Number(kits);
  const judged = step === 'fill' ? await fill(store, count) : await judge(store, count);
  await store.close();
  process.send?.(judged ?? {});
  process.disconnect?.();
}

await main(process.argv.slice(2));
