import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { markedStore } from '../../app/marked-store.ts';
import type { Registry } from '../../registry/contract.ts';
import { openRegistry } from '../../registry/registry.ts';
import {
  KITS,
  lateOf,
  PHENOMENA_USED,
  row,
  stepsArbitrary,
  T0,
} from '../../stores/conformance/batches.test-kit.ts';
import type { Bucket, ReadingStore, SeriesQuery, SumsQuery } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import type { RollUps } from '../../upkeep/contract.ts';
import { openRollUps } from '../../upkeep/roll-ups.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A store with its roll-ups, over a registry, on files of their own. */
class House {
  readonly folder = mkdtempSync(join(tmpdir(), 'superilla-roll-ups-'));
  readonly told: string[] = [];
  /** Sources that sums were asked of. */
  asked: string[] = [];
  registry!: Registry;
  store!: ReadingStore;
  rollUps!: RollUps;
  now = T0 + 20 * DAY + 30 * 60_000;
  watermark = 0;

  async open(identity = 'duckdb'): Promise<this> {
    this.registry = await openRegistry({ path: join(this.folder, 'registry.db') });
    this.store = await openDuckDbStore({ path: join(this.folder, 'readings.duckdb') });
    const { store, registry } = this;
    const log = {
      info: (words: string) => this.told.push(words),
      warn: (words: string) => this.told.push(words),
    };
    const sums = (query: SumsQuery) => {
      this.asked.push(query.source);
      return store.sums(query);
    };
    const seen = new Proxy(store, {
      get: (target, key) => {
        const found: unknown = key === 'sums' ? sums : Reflect.get(target, key, target);
        return typeof found === 'function' ? found.bind(target) : found;
      },
    });
    this.rollUps = await openRollUps({ registry, store: seen, identity, log, now: () => this.now });
    return this;
  }

  async append(
    rows: readonly ReturnType<typeof row>[],
    late: number[] = rows.map((_, n) => n),
  ): Promise<void> {
    this.watermark += 1;
    await markedStore(this.store, this.rollUps).append({ rows, late, watermark: this.watermark });
  }

  run(): Promise<void> {
    return this.rollUps.job(1000).run(new AbortController().signal);
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.registry.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The same buckets, means to the rounding of a double. */
async function expectSame(house: House, query: SeriesQuery): Promise<Bucket[]> {
  const raw = await house.store.series(query);
  const rolled = await house.rollUps.series(query);
  const exact = ({ kit, channel, time, n, min, max }: Bucket) => [kit, channel, time, n, min + 0, max + 0];
  const byKit = ({ kit, channel }: Bucket) => `${query.kits.indexOf(kit)} ${channel}`;
  const order = (list: readonly Bucket[]) =>
    [...list].sort((a, b) => Number(byKit(a) > byKit(b)) - Number(byKit(a) < byKit(b)) || a.time - b.time);
  const [a, b] = [order(rolled), order(raw)];
  expect(a.map(exact)).toEqual(b.map(exact));
  for (const [at, { mean }] of b.entries()) {
    const apart = Math.abs((a[at]?.mean ?? Number.NaN) - mean);
    expect(Math.min(apart, Math.abs(apart - 360))).toBeLessThan(1e-9 * (1 + Math.abs(mean)) + 1e-9);
  }
  return rolled;
}

let house: House;
beforeEach(async () => {
  house = await new House().open();
});
afterEach(async () => {
  await house.close();
  house.remove();
});

const queryArbitrary = fc
  .record({
    kits: fc.subarray(KITS, { minLength: 1 }),
    // Directions that cancel out have no mean; of two newest of one instant either is the last.
    phenomenon: fc.constantFrom(
      ...PHENOMENA_USED.filter((id) => id !== 'wind_direction' && id !== 'battery'),
    ),
    from: fc.integer({ min: -2 * DAY, max: 30 * DAY }).map((ms) => T0 + ms),
    length: fc.integer({ min: 1, max: 45 * DAY }),
    bucketMs: fc.constantFrom(30 * 60_000, HOUR, 5 * HOUR, DAY, 7 * DAY),
    merged: fc.boolean(),
  })
  .map(({ length, ...query }) => ({ ...query, to: query.from + length }));

it('gives the same series from roll-ups as from readings, whatever is marked, late, erased or left by a restart', async () => {
  const steps = fc.array(fc.oneof(stepsArbitrary, fc.constantFrom('run' as const)), {
    minLength: 2,
    maxLength: 5,
  });
  const property = fc.asyncProperty(
    steps,
    fc.array(queryArbitrary, { minLength: 6, maxLength: 6 }),
    async (all, queries) => {
      await house.close();
      house.remove();
      house = await new House().open();
      const seen = new Set<string>();
      for (const step of all.flat()) {
        if (step === 'run') await house.run();
        else if (step.do === 'append') await house.append(step.rows, lateOf(step.rows, seen));
        else if (step.do === 'erase') await house.store.erase(step.kit, house.watermark);
        else if (step.do === 'checkpoint') await house.store.checkpoint();
        else {
          await house.close();
          await house.open();
        }
      }
      for (const query of queries) await expectSame(house, query);
    },
  );
  await fc.assert(property, { numRuns: 5, endOnFailure: true });
}, 60_000);

const kit = 'can-batllo';
const query = { kits: [kit], phenomenon: 'pm10', from: T0, to: T0 + 3 * DAY, bucketMs: DAY };

it('reads roll-ups where nothing is marked, readings where something is, and late readings at once', async () => {
  const rows = Array.from({ length: 72 }, (_, n) => row(kit, T0 + n * HOUR, { pm10: n }));
  await house.append(rows);
  expect(house.rollUps.marked()).toBe(72);
  await house.run();
  expect([house.rollUps.marked(), house.rollUps.rolledUp()]).toEqual([0, 72]);
  house.asked = [];
  expect((await expectSame(house, query)).map(({ n }) => n)).toEqual([24, 24, 24]);
  expect(house.asked).toEqual(['days']);
  await house.append([row(kit, T0 + DAY + 1, { pm10: 1000 })]);
  house.asked = [];
  expect((await expectSame(house, query)).map(({ n, max }) => [n, max])).toEqual([
    [24, 23],
    [25, 1000],
    [24, 71],
  ]);
  expect(house.asked.sort()).toEqual(['days', 'hours', 'readings']);
  await house.run();
  house.asked = [];
  await expectSame(house, query);
  expect(house.asked).toEqual(['days']);
});

it('leaves the hour that is not over to the readings', async () => {
  house.now = T0 + 2 * HOUR + 30_000;
  await house.append([0, 1, 2].map((n) => row(kit, T0 + n * HOUR, { pm10: n })));
  await house.run();
  expect(house.rollUps.marked()).toBe(2);
  house.now += 60_000;
  await house.run();
  expect(house.rollUps.marked()).toBe(1);
  expect((await expectSame(house, { ...query, bucketMs: HOUR })).map(({ mean }) => mean)).toEqual([0, 1, 2]);
});

it('finds the marks of a run that was killed', async () => {
  await house.append([row(kit, T0, { pm10: 1 })]);
  await house.close();
  await house.open();
  expect(house.rollUps.marked()).toBe(1);
  await house.run();
  expect(house.rollUps.marked()).toBe(0);
  expect(await house.store.sums({ ...query, spans: [query], source: 'hours' })).toMatchObject([
    { n: 1, sum: 1 },
  ]);
});

it('rolls up what was stored before there were roll-ups, newest first, and goes on after a restart', async () => {
  const days = [0, 1, 2, 3].map((n) => row(kit, T0 + n * DAY, { pm10: n }));
  await house.store.append({ rows: days, late: [], watermark: 1 });
  await house.close();
  await house.open('another store');
  const stop = new AbortController();
  const { rollUp } = house.store;
  let done = 0;
  house.store.rollUp = async (marks) => {
    await rollUp.call(house.store, marks);
    done += 1;
    if (done === 2) stop.abort();
  };
  await expectSame(house, query);
  await house.rollUps.job(1000).run(stop.signal);
  expect(done).toBe(2);
  await expectSame(house, query);
  await house.close();
  await house.open('another store');
  house.asked = [];
  await expectSame(house, { ...query, to: T0 + 4 * DAY });
  expect(house.asked.sort()).toEqual(['days', 'readings']);
  await house.run();
  expect(house.told).toContain('the history is rolled up: 2 days');
  house.asked = [];
  await expectSame(house, { ...query, to: T0 + 4 * DAY });
  expect(house.asked).toEqual(['days']);
});
