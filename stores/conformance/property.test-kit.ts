import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AppendResult, Bucket, ReadingStore, Verdict } from '../contract.ts';
import {
  changesOf,
  KITS,
  lateOf,
  PHENOMENA_USED,
  type Step,
  stepsArbitrary,
  T0,
} from './batches.test-kit.ts';
import { ModelStore } from './model.test-kit.ts';
import { type Stage, scanned, sorted } from './stage.test-kit.ts';

const HOUR = 3_600_000;

/** Kits come in any order, each whole: a stable sort by kit keeps the order within. */
function byKit<T extends { readonly kit: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => Number(a.kit > b.kit) - Number(a.kit < b.kit));
}

const key = ({ kit, channel, time }: Bucket) => `${kit} ${channel} ${time}`;

function expectSeries(actual: readonly Bucket[], expected: readonly Bucket[]): void {
  expect(actual.map(key).sort()).toEqual(expected.map(key).sort());
  for (const bucket of expected) {
    const found = actual.find((other) => key(other) === key(bucket));
    const { n, min = Number.NaN, max = Number.NaN, bad, suspect } = found ?? {};
    expect([n, min + 0, max + 0, bad, suspect]).toEqual([
      bucket.n,
      bucket.min + 0,
      bucket.max + 0,
      bucket.bad,
      bucket.suspect,
    ]);
    for (const part of ['p10', 'p50', 'p90'] as const)
      expect(Math.abs((found?.[part] ?? Number.NaN) - (bucket[part] ?? Number.NaN))).toBeLessThan(1e-9);
    // Directions that cancel out have no mean; near 0 and 360 are the same.
    const apart = Math.abs((found?.mean ?? Number.NaN) - bucket.mean);
    expect(Math.min(apart, Math.abs(apart - 360))).toBeLessThan(1e-6);
  }
}

/** Adds 0 to every value: a store may keep −0 as 0. */
function plain<T extends { readonly value: number }>(readings: readonly T[]): T[] {
  return readings.map((reading) => ({ ...reading, value: reading.value + 0 }));
}

function plainResult({ duplicates, conflicts, ...result }: AppendResult): AppendResult {
  const plainly = (verdicts: readonly Verdict[]) => verdicts.map((v) => ({ ...v, stored: v.stored + 0 }));
  return { ...result, duplicates: plainly(duplicates), conflicts: plainly(conflicts) };
}

async function expectSame(store: ReadingStore, model: ModelStore): Promise<void> {
  expect(store.watermark()).toBe(model.watermark);
  expect(plain(byKit(await scanned(store, { kits: KITS })))).toEqual(plain(model.scan({ kits: KITS })));
  expect(sorted(plain(await store.latest()))).toEqual(sorted(plain(model.latest(KITS))));
  const query = { kits: KITS.slice(0, 2), from: T0 + 60_000, to: T0 + 240 * HOUR, phenomena: ['x_a', 'no2'] };
  expect(plain(byKit(await scanned(store, query)))).toEqual(plain(model.scan(query)));
  for (const phenomenon of PHENOMENA_USED.filter((id) => id !== 'wind_direction')) {
    const asked = {
      kits: KITS,
      phenomenon,
      from: T0,
      to: T0 + 960 * HOUR,
      bucketMs: 5 * HOUR,
      percentiles: true,
    };
    expectSeries(await store.series(asked), model.series(asked));
  }
}

function readings(result: AppendResult): number {
  return result.accepted + result.duplicates.length + result.conflicts.length;
}

async function take(stage: Stage, model: ModelStore, { step, seen, watermark }: Taken): Promise<void> {
  if (step.do === 'append') {
    const batch = { rows: step.rows, late: lateOf(step.rows, seen), watermark };
    const result = await stage.store.append(batch);
    expect(plainResult(result)).toEqual(plainResult(model.append(batch)));
    expect(readings(result)).toBe(step.rows.reduce((n, { values }) => n + values.length, 0));
  } else if (step.do === 'flag') {
    const changes = changesOf(step, model.scan({ kits: KITS }));
    await stage.store.flag(changes);
    model.flag(changes);
  } else if (step.do === 'erase') {
    await stage.store.erase(step.kit, watermark);
    model.erase(step.kit, watermark);
  } else if (step.do === 'checkpoint') {
    expect(await stage.store.checkpoint()).toBe(model.watermark);
  } else {
    await stage.reopen();
  }
}

interface Taken {
  readonly step: Step;
  readonly seen: Set<string>;
  readonly watermark: number;
}

/** Compares a store with the model after whatever may happen to it. */
export function propertyTests(stage: Stage, runs: number): void {
  it('does as the model does, whatever the order of batches, flags, erasures and restarts', async () => {
    const property = fc.asyncProperty(stepsArbitrary, async (steps) => {
      await stage.begin();
      const model = new ModelStore();
      const seen = new Set<string>();
      for (const [n, step] of steps.entries()) await take(stage, model, { step, seen, watermark: n + 1 });
      await expectSame(stage.store, model);
    });
    await fc.assert(property, { numRuns: runs });
  }, 60_000);
}
