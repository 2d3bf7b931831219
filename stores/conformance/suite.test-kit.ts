import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredReading } from '../../domain/reading.ts';
import type { AppendResult, Batch, Bucket, ReadingQuery, ReadingStore } from '../contract.ts';
import { KITS, lateOf, PHENOMENA_USED, row, type Step, stepsArbitrary, T0 } from './batches.test-kit.ts';
import { ModelStore } from './model.test-kit.ts';

/** Where a store's data is: opening it again finds what was there. */
export interface StorePlace {
  open(): Promise<ReadingStore>;
  /** Called when the store is closed. */
  remove(): Promise<void>;
}

const HOUR = 3_600_000;

async function scanned(store: ReadingStore, query: ReadingQuery): Promise<StoredReading[]> {
  const readings: StoredReading[] = [];
  for await (const chunk of store.scan(query)) readings.push(...chunk);
  return readings;
}

/** Kits come in any order, each whole: a stable sort by kit keeps the order within. */
function byKit<T extends { readonly kit: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => Number(a.kit > b.kit) - Number(a.kit < b.kit));
}

function sorted(readings: readonly StoredReading[]): string[] {
  return readings
    .map(({ kit, phenomenon, channel, time, value, flags, received }) =>
      JSON.stringify([kit, phenomenon, channel, time, value, flags, received]),
    )
    .sort();
}

const key = ({ kit, channel, time }: Bucket) => `${kit} ${channel} ${time}`;

function expectSeries(actual: readonly Bucket[], expected: readonly Bucket[]): void {
  expect(actual.map(key).sort()).toEqual(expected.map(key).sort());
  for (const bucket of expected) {
    const found = actual.find((other) => key(other) === key(bucket));
    const { n, min = Number.NaN, max = Number.NaN } = found ?? {};
    expect([n, min + 0, max + 0]).toEqual([bucket.n, bucket.min + 0, bucket.max + 0]);
    // Directions that cancel out have no mean; near 0 and 360 are the same.
    const apart = Math.abs((found?.mean ?? Number.NaN) - bucket.mean);
    expect(Math.min(apart, Math.abs(apart - 360))).toBeLessThan(1e-6);
  }
}

/** Adds 0 to every value: a store may keep −0 as 0. */
function plain<T extends { readonly value: number }>(readings: readonly T[]): T[] {
  return readings.map((reading) => ({ ...reading, value: reading.value + 0 }));
}

async function expectSame(store: ReadingStore, model: ModelStore): Promise<void> {
  expect(store.watermark()).toBe(model.watermark);
  expect(plain(byKit(await scanned(store, { kits: KITS })))).toEqual(plain(model.scan({ kits: KITS })));
  expect(sorted(plain(await store.latest()))).toEqual(sorted(plain(model.latest(KITS))));
  const query = { kits: KITS.slice(0, 2), from: T0 + 60_000, to: T0 + 240 * HOUR, phenomena: ['x_a', 'no2'] };
  expect(plain(byKit(await scanned(store, query)))).toEqual(plain(model.scan(query)));
  for (const phenomenon of PHENOMENA_USED.filter((id) => id !== 'wind_direction')) {
    const asked = { kits: KITS, phenomenon, from: T0, to: T0 + 960 * HOUR, bucketMs: 5 * HOUR };
    expectSeries(await store.series(asked), model.series(asked));
  }
}

function readings(result: AppendResult): number {
  return result.accepted + result.duplicates.length + result.conflicts.length;
}

/** What every `ReadingStore` has to do. `name` is the store's; `place` makes an empty one for each test. */
export function storeConformance(name: string, place: () => Promise<StorePlace>): void {
  describe(`${name} as a reading store`, () => {
    let at: StorePlace;
    let store: ReadingStore;
    beforeEach(async () => {
      at = await place();
      store = await at.open();
    });
    afterEach(async () => {
      await store.close();
      await at.remove();
    });

    const append = (rows: Batch['rows'], watermark: number, late: number[] = []) =>
      store.append({ rows, late, watermark });

    it('is empty at first, with watermark 0', async () => {
      expect(store.watermark()).toBe(0);
      expect(await store.latest()).toEqual([]);
      expect(await scanned(store, { kits: KITS })).toEqual([]);
      expect(await store.holdings(KITS)).toEqual([]);
    });

    it('gives back each reading exactly, with its flags and arrival', async () => {
      const values = { pm2_5: 0.1 + 0.2, temperature: -40, x_soil_moisture: 1e-300, pressure: 101_325 };
      const result = await append([row('can-batllo', T0 + 1, values, { channel: 'b', flags: 0xffff })], 7);
      expect(result).toEqual({ accepted: 4, duplicates: [], conflicts: [] });
      expect(store.watermark()).toBe(7);
      const same = { kit: 'can-batllo', channel: 'b', time: T0 + 1, received: T0 + 251, flags: 0xffff };
      expect(await scanned(store, { kits: ['can-batllo'] })).toEqual([
        { ...same, phenomenon: 'pm2_5', value: 0.1 + 0.2 },
        { ...same, phenomenon: 'temperature', value: -40 },
        { ...same, phenomenon: 'pressure', value: 101_325 },
        { ...same, phenomenon: 'x_soil_moisture', value: 1e-300 },
      ]);
    });

    it('moves the watermark for a batch without rows', async () => {
      await append([], 12);
      expect(store.watermark()).toBe(12);
    });

    it('keeps a late reading that is new, and names the one that stands for a duplicate and a conflict', async () => {
      await append([row('can-batllo', T0, { pm2_5: 3, no2: 20, x_a: 1 })], 1);
      const late = [
        row('can-batllo', T0, { pm2_5: 3, no2: 21, temperature: 5, x_a: 2 }),
        row('can-batllo', T0 - 9, { pm2_5: 4 }),
      ];
      const result = await append(late, 2, [0, 1]);
      expect(result).toEqual({
        accepted: 2,
        duplicates: [{ row: 0, at: 0, stored: 3 }],
        conflicts: [
          { row: 0, at: 1, stored: 20 },
          { row: 0, at: 3, stored: 1 },
        ],
      });
      const kept = await scanned(store, { kits: ['can-batllo'] });
      expect(kept.map(({ time, phenomenon, value }) => [time - T0, phenomenon, value])).toEqual([
        [-9, 'pm2_5', 4],
        [0, 'pm2_5', 3],
        [0, 'no2', 20],
        [0, 'temperature', 5],
        [0, 'x_a', 1],
      ]);
    });

    it('lets the first of one batch stand, whether it is late itself or not', async () => {
      const rows = [
        row('can-batllo', T0, { pm2_5: 1 }),
        row('can-batllo', T0, { pm2_5: 2, no2: 7 }),
        row('can-batllo', T0, { pm2_5: 1, no2: 8 }),
      ];
      const result = await append(rows, 1, [1, 2]);
      expect(result.accepted).toBe(2);
      expect(result.duplicates).toEqual([{ row: 2, at: 0, stored: 1 }]);
      expect(result.conflicts).toEqual([
        { row: 1, at: 0, stored: 1 },
        { row: 2, at: 1, stored: 7 },
      ]);
    });

    it('takes −0 for 0', async () => {
      await append([row('can-batllo', T0, { temperature: 0 })], 1);
      const result = await append([row('can-batllo', T0, { temperature: -0 })], 2, [0]);
      expect(result.duplicates).toHaveLength(1);
    });

    it('does not take another channel, kit or time for the same reading', async () => {
      await append([row('can-batllo', T0, { pm2_5: 1 })], 1);
      const others = [
        row('can-batllo', T0, { pm2_5: 1 }, { channel: 'b' }),
        row('poblenou-7', T0, { pm2_5: 1 }),
        row('can-batllo', T0 + 1, { pm2_5: 1 }),
      ];
      expect(await append(others, 2, [0, 1, 2])).toEqual({ accepted: 3, duplicates: [], conflicts: [] });
    });

    it('finds what late rows meet far apart in time', async () => {
      const times = Array.from({ length: 40 }, (_, n) => T0 + n * 31 * HOUR);
      const rows = times.map((time) => row('can-batllo', time, { pm2_5: 1 }));
      await append(rows, 1);
      const again = await append(
        [...rows].reverse(),
        2,
        rows.map((_, n) => n),
      );
      expect(again.duplicates).toHaveLength(40);
      expect(again.accepted).toBe(0);
    });

    it('has the newest by time, not by arrival', async () => {
      await append(
        [row('can-batllo', T0 + 5000, { pm2_5: 2 }), row('can-batllo', T0, { pm2_5: 1, no2: 3 })],
        1,
      );
      await append([row('can-batllo', T0 + 1000, { pm2_5: 9 }, { received: T0 + HOUR })], 2, [0]);
      const newest = (await store.latest()).map(({ phenomenon, value }) => [phenomenon, value]);
      expect(new Map(newest as [string, number][])).toEqual(
        new Map([
          ['pm2_5', 2],
          ['no2', 3],
        ]),
      );
    });

    it('averages levels as energy, directions around the circle and amounts as a sum', async () => {
      await append(
        [
          row('can-batllo', T0, {
            noise_laeq: 60,
            wind_direction: 350,
            rain: 0.2,
            battery: 80,
            pm2_5: 1,
            x_a: 1,
          }),
          row('can-batllo', T0 + 1000, {
            noise_laeq: 70,
            wind_direction: 30,
            rain: 0.3,
            battery: 79,
            pm2_5: 2,
            x_a: 4,
          }),
        ],
        1,
      );
      const expected = {
        noise_laeq: 67.40363,
        wind_direction: 10,
        rain: 0.5,
        battery: 79,
        pm2_5: 1.5,
        x_a: 2.5,
      };
      for (const [phenomenon, mean] of Object.entries(expected)) {
        const query = { kits: ['can-batllo'], phenomenon, from: T0, to: T0 + HOUR, bucketMs: HOUR };
        const [bucket, ...rest] = await store.series(query);
        expect(rest).toEqual([]);
        expect(bucket).toMatchObject({ kit: 'can-batllo', channel: '', time: T0, n: 2 });
        expect(bucket?.mean).toBeCloseTo(mean, 4);
      }
    });

    it('gives a finite level for implausible ones', async () => {
      await append(
        [row('can-batllo', T0, { noise_laeq: 1e9 }), row('can-batllo', T0 + 1, { noise_laeq: -1e9 })],
        1,
      );
      const query = {
        kits: ['can-batllo'],
        phenomenon: 'noise_laeq',
        from: T0,
        to: T0 + HOUR,
        bucketMs: HOUR,
      };
      const [bucket] = await store.series(query);
      expect(Number.isFinite(bucket?.mean)).toBe(true);
      expect(bucket).toMatchObject({ min: -1e9, max: 1e9 });
    });

    it('aligns buckets to 1970, takes `from` in and leaves `to` out', async () => {
      const rows = [-1, 0, 59_999, 60_000, 120_000].map((ms) => row('can-batllo', T0 + ms, { pm10: ms }));
      await append(rows, 1);
      const query = {
        kits: ['can-batllo'],
        phenomenon: 'pm10',
        from: T0,
        to: T0 + 120_000,
        bucketMs: 60_000,
      };
      expect((await store.series(query)).map(({ time, n }) => [time - T0, n])).toEqual([
        [0, 2],
        [60_000, 1],
      ]);
    });

    it('gives one series a kit and channel, or one of all when merged', async () => {
      await append(
        [
          row('can-batllo', T0, { pm10: 1 }),
          row('can-batllo', T0, { pm10: 3 }, { channel: 'b' }),
          row('poblenou-7', T0, { pm10: 8 }),
          row('sant-antoni', T0, { pm10: 100 }),
        ],
        1,
      );
      const query = { kits: KITS.slice(0, 2), phenomenon: 'pm10', from: T0, to: T0 + 1, bucketMs: HOUR };
      expect((await store.series(query)).map(({ kit, channel, mean }) => [kit, channel, mean])).toEqual([
        ['can-batllo', '', 1],
        ['can-batllo', 'b', 3],
        ['poblenou-7', '', 8],
      ]);
      const all = { kit: '', channel: '', time: T0, n: 3, mean: 4, min: 1, max: 8 };
      expect(await store.series({ ...query, merged: true })).toEqual([all]);
    });

    it('finds nothing for no kits, unknown kits and unknown phenomena', async () => {
      await append([row('can-batllo', T0, { pm10: 1 })], 1);
      const query = { phenomenon: 'pm10', from: T0, to: T0 + 1, bucketMs: HOUR };
      for (const kits of [[], ['nobody']]) {
        expect(await store.series({ ...query, kits })).toEqual([]);
        expect(await store.holdings(kits)).toEqual([]);
        expect(await scanned(store, { kits })).toEqual([]);
      }
      expect(await store.series({ ...query, kits: KITS, phenomenon: 'x_never' })).toEqual([]);
      expect(await scanned(store, { kits: KITS, phenomena: ['x_never'] })).toEqual([]);
      expect(await scanned(store, { kits: KITS, phenomena: [] })).toEqual([]);
    });

    it('tells what it holds', async () => {
      await append([row('can-batllo', T0, { pm10: 1, x_a: 2 }), row('can-batllo', T0 + 60, { pm10: 1 })], 1);
      const kit = 'can-batllo';
      expect(await store.holdings([kit])).toEqual([
        { kit, channel: '', phenomenon: 'pm10', n: 2, first: T0, last: T0 + 60 },
        { kit, channel: '', phenomenon: 'x_a', n: 1, first: T0, last: T0 },
      ]);
    });

    it('streams many readings in order, in chunks', async () => {
      const rows = Array.from({ length: 30_000 }, (_, n) =>
        row(KITS[n % 3] as string, T0 + ((n * 7919) % 30_000) * 1000, { pm2_5: n, no2: -n }),
      );
      await append(rows, 1);
      let n = 0;
      let chunks = 0;
      let before: StoredReading | undefined;
      for await (const chunk of store.scan({ kits: KITS })) {
        chunks += 1;
        expect(chunk.length).toBeLessThan(20_000);
        for (const reading of chunk) {
          if (before?.kit === reading.kit && before.time > reading.time) expect.fail('not in order of time');
          before = reading;
          n += 1;
        }
      }
      expect(n).toBe(60_000);
      expect(chunks).toBeGreaterThan(3);
    });

    it('forgets an erased kit and nothing else, and takes it in again afterwards', async () => {
      await append(
        [row('can-batllo', T0, { pm10: 1, x_a: 1 }), row('poblenou-7', T0, { pm10: 2, x_a: 2 })],
        1,
      );
      await store.erase('can-batllo', 5);
      expect(store.watermark()).toBe(5);
      expect((await store.latest()).map(({ kit }) => kit)).toEqual(['poblenou-7', 'poblenou-7']);
      expect(await scanned(store, { kits: KITS })).toHaveLength(2);
      expect(await store.holdings(['can-batllo'])).toEqual([]);
      const back = await append([row('can-batllo', T0, { pm10: 9 })], 6, [0]);
      expect(back.accepted).toBe(1);
      expect((await scanned(store, { kits: ['can-batllo'] })).map(({ value }) => value)).toEqual([9]);
    });

    it('moves the watermark when a kit is erased that it never had', async () => {
      await store.erase('nobody', 3);
      expect(store.watermark()).toBe(3);
    });

    it('has everything after it is opened again', async () => {
      await append([row('can-batllo', T0, { pm10: 1, x_a: 1 })], 4);
      expect(await store.checkpoint()).toBe(4);
      await append([row('can-batllo', T0 + 1, { pm10: 2 }, { received: T0 - HOUR })], 5);
      const before = sorted(await store.latest());
      await store.close();
      store = await at.open();
      expect(store.watermark()).toBe(5);
      expect(sorted(await store.latest())).toEqual(before);
      expect(await scanned(store, { kits: KITS })).toHaveLength(3);
    });

    it('answers reads while it writes', async () => {
      let written = 0;
      const writing = (async () => {
        for (let batch = 1; batch <= 20; batch++) {
          const rows = Array.from({ length: 500 }, (_, n) =>
            row('can-batllo', T0 + batch * 500 + n, { pm10: 1, x_a: 1 }),
          );
          written += (await append(rows, batch)).accepted;
          if (batch % 7 === 0) await store.checkpoint();
        }
      })();
      let last = 0;
      while (written < 20_000) {
        await setImmediate();
        const found = (await scanned(store, { kits: ['can-batllo'], phenomena: ['pm10'] })).length;
        expect(found % 500).toBe(0);
        expect(found).toBeGreaterThanOrEqual(last);
        last = found;
      }
      await writing;
      expect(await scanned(store, { kits: ['can-batllo'] })).toHaveLength(20_000);
    });

    it('does as the model does, whatever the order of batches, erasures and restarts', async () => {
      const take = async (step: Step, model: ModelStore, seen: Set<string>, watermark: number) => {
        if (step.do === 'append') {
          const batch = { rows: step.rows, late: lateOf(step.rows, seen), watermark };
          const result = await store.append(batch);
          expect(result).toEqual(model.append(batch));
          expect(readings(result)).toBe(step.rows.reduce((n, { values }) => n + values.length, 0));
        } else if (step.do === 'erase') {
          await store.erase(step.kit, watermark);
          model.erase(step.kit, watermark);
        } else if (step.do === 'checkpoint') {
          expect(await store.checkpoint()).toBe(model.watermark);
        } else {
          await store.close();
          store = await at.open();
        }
      };
      const property = fc.asyncProperty(stepsArbitrary, async (steps) => {
        await store.close();
        await at.remove();
        at = await place();
        store = await at.open();
        const model = new ModelStore();
        const seen = new Set<string>();
        for (const [n, step] of steps.entries()) await take(step, model, seen, n + 1);
        await expectSame(store, model);
      });
      await fc.assert(property, { numRuns: 10 });
    }, 60_000);
  });
}
