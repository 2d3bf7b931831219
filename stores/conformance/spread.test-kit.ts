import { expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { KITS, row, T0 } from './batches.test-kit.ts';
import type { Stage } from './stage.test-kit.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KIT = 'can-batllo';

/** Counts of doubtful readings and percentiles, of readings and of roll-ups. */
export function spreadTests(stage: Stage): void {
  const asked = { kits: [KIT], phenomenon: 'pm2_5', spans: [{ from: T0, to: T0 + DAY }], bucketMs: HOUR };

  /** Eleven readings of an hour, 0 to 10, in an order of their own. */
  async function anHour(start: number, watermark: number): Promise<void> {
    const rows = [5, 0, 9, 10, 1, 7, 3, 2, 8, 4, 6].map((value, n) =>
      row(KIT, start + n * 60_000, { pm2_5: value, noise_laeq: value, x_a: value }),
    );
    await stage.append(rows, watermark);
  }

  it('counts bad and suspect readings, a bad one once, from the flags as they are now', async () => {
    await anHour(T0, 1);
    const { implausible, invalid, stuck, simulated } = FLAGS;
    const masks = [implausible, invalid | stuck, stuck, simulated];
    for (const phenomenon of ['pm2_5', 'noise_laeq', 'x_a']) {
      const query = { ...asked, phenomenon };
      const counts = async (source: 'readings' | 'hours' | 'days') => {
        const found = await stage.store.sums({ ...query, source, bucketMs: DAY });
        return found.map(({ n, bad, suspect }) => [n, bad, suspect]);
      };
      await stage.store.rollUp([{ kit: KIT, hour: T0 }]);
      await stage.store.flag(
        masks.map((set, n) => ({ kit: KIT, channel: '', phenomenon, time: T0 + n * 60_000, set, clear: 0 })),
      );
      expect(await counts('readings')).toEqual([[11, 2, 1]]);
      expect(await counts('hours')).toEqual([[11, 0, 0]]);
      await stage.store.rollUp([{ kit: KIT, hour: T0 }]);
      expect(await counts('hours')).toEqual([[11, 2, 1]]);
      expect(await counts('days')).toEqual([[11, 2, 1]]);
      const [bucket] = await stage.store.series({ ...query, from: T0, to: T0 + HOUR });
      expect(bucket).toMatchObject({ n: 11, bad: 2, suspect: 1, min: 0, max: 10 });
    }
  });

  it('gives percentiles where they are asked for, of hours, days and whatever is made from readings', async () => {
    await anHour(T0, 1);
    await stage.append([row(KIT, T0 + HOUR, { pm2_5: 20 }), row(KIT, T0 + HOUR + 1, { pm2_5: 30 })], 2);
    await stage.store.rollUp([T0, T0 + HOUR].map((hour) => ({ kit: KIT, hour })));
    const of = async (source: 'readings' | 'hours' | 'days', bucketMs: number, percentiles = true) => {
      const found = await stage.store.sums({ ...asked, source, bucketMs, percentiles });
      return found.sort((a, b) => a.time - b.time).map(({ p10, p50, p90 }) => [p10, p50, p90]);
    };
    const close = (...values: number[]) => values.map((value) => expect.closeTo(value, 9));
    const hours = [close(1, 5, 9), close(21, 25, 29)];
    expect(await of('readings', HOUR)).toEqual(hours);
    expect(await of('hours', HOUR)).toEqual(hours);
    const day = [close(1.2, 6, 18)];
    expect(await of('readings', DAY)).toEqual(day);
    expect(await of('days', DAY)).toEqual(day);
    const none = [undefined, undefined, undefined];
    expect(await of('hours', DAY)).toEqual([none]);
    expect(await of('readings', DAY, false)).toEqual([none]);
    expect(await of('days', DAY, false)).toEqual([none]);
    const series = await stage.store.series({ ...asked, from: T0, to: T0 + DAY, percentiles: true });
    expect(series.map(({ p10, p50, p90 }) => [p10, p50, p90])).toEqual(hours);
  });

  it('gives no percentiles of the roll-ups of several kits together', async () => {
    const rows = KITS.map((kit, n) => row(kit, T0, { pm2_5: n }));
    await stage.append(rows, 1);
    await stage.store.rollUp(KITS.map((kit) => ({ kit, hour: T0 })));
    const query = { ...asked, kits: KITS, merged: true, percentiles: true };
    const [rolled] = await stage.store.sums({ ...query, source: 'hours' });
    expect([rolled?.n, rolled?.p50]).toEqual([3, undefined]);
    const [read] = await stage.store.sums({ ...query, source: 'readings' });
    expect(read?.p50).toBe(1);
  });

  it('has no percentiles of a day of which some readings are not rolled up, until they are', async () => {
    await anHour(T0, 1);
    await stage.append([row(KIT, T0 + HOUR, { pm2_5: 20 })], 2);
    const day = async () =>
      (await stage.store.sums({ ...asked, source: 'days', bucketMs: DAY, percentiles: true })).map(
        ({ n, p50 }) => [n, p50],
      );
    await stage.store.rollUp([{ kit: KIT, hour: T0 }]);
    expect(await day()).toEqual([[11, undefined]]);
    await stage.store.rollUp([{ kit: KIT, hour: T0 + HOUR }]);
    expect(await day()).toEqual([[12, 5.5]]);
  });
}
