import { expect, it } from 'vitest';
import type { StoredReading } from '../../domain/reading.ts';
import { KITS, row, T0 } from './batches.test-kit.ts';
import { type Stage, scanned } from './stage.test-kit.ts';

const HOUR = 3_600_000;

/** What a store answers. */
export function readingTests(stage: Stage): void {
  it('has the newest by time, not by arrival', async () => {
    await stage.append(
      [row('can-batllo', T0 + 5000, { pm2_5: 2 }), row('can-batllo', T0, { pm2_5: 1, no2: 3 })],
      1,
    );
    await stage.append([row('can-batllo', T0 + 1000, { pm2_5: 9 }, { received: T0 + HOUR })], 2, [0]);
    const newest = (await stage.store.latest()).map(({ phenomenon, value }) => [phenomenon, value]);
    expect(new Map(newest as [string, number][])).toEqual(
      new Map([
        ['pm2_5', 2],
        ['no2', 3],
      ]),
    );
  });

  it('averages levels as energy, directions around the circle and amounts as a sum', async () => {
    await stage.append(
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
      const [bucket, ...rest] = await stage.store.series(query);
      expect(rest).toEqual([]);
      expect(bucket).toMatchObject({ kit: 'can-batllo', channel: '', time: T0, n: 2 });
      expect(bucket?.mean).toBeCloseTo(mean, 4);
    }
  });

  it('gives a finite level for implausible ones', async () => {
    await stage.append(
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
    const [bucket] = await stage.store.series(query);
    expect(Number.isFinite(bucket?.mean)).toBe(true);
    expect(bucket).toMatchObject({ min: -1e9, max: 1e9 });
  });

  it('aligns buckets to 1970, takes `from` in and leaves `to` out', async () => {
    const rows = [-1, 0, 59_999, 60_000, 120_000].map((ms) => row('can-batllo', T0 + ms, { pm10: ms }));
    await stage.append(rows, 1);
    const query = {
      kits: ['can-batllo'],
      phenomenon: 'pm10',
      from: T0,
      to: T0 + 120_000,
      bucketMs: 60_000,
    };
    expect((await stage.store.series(query)).map(({ time, n }) => [time - T0, n])).toEqual([
      [0, 2],
      [60_000, 1],
    ]);
  });

  it('gives one series a kit and channel, or one of all when merged', async () => {
    await stage.append(
      [
        row('can-batllo', T0, { pm10: 1 }),
        row('can-batllo', T0, { pm10: 3 }, { channel: 'b' }),
        row('poblenou-7', T0, { pm10: 8 }),
        row('sant-antoni', T0, { pm10: 100 }),
      ],
      1,
    );
    const query = { kits: KITS.slice(0, 2), phenomenon: 'pm10', from: T0, to: T0 + 1, bucketMs: HOUR };
    expect((await stage.store.series(query)).map(({ kit, channel, mean }) => [kit, channel, mean])).toEqual([
      ['can-batllo', '', 1],
      ['can-batllo', 'b', 3],
      ['poblenou-7', '', 8],
    ]);
    const all = { kit: '', channel: '', time: T0, n: 3, mean: 4, min: 1, max: 8, bad: 0, suspect: 0 };
    expect(await stage.store.series({ ...query, merged: true })).toEqual([all]);
  });

  it('finds nothing for no kits, unknown kits and unknown phenomena', async () => {
    await stage.append([row('can-batllo', T0, { pm10: 1 })], 1);
    const query = { phenomenon: 'pm10', from: T0, to: T0 + 1, bucketMs: HOUR };
    for (const kits of [[], ['nobody']]) {
      expect(await stage.store.series({ ...query, kits })).toEqual([]);
      expect(await stage.store.holdings(kits)).toEqual([]);
      expect(await scanned(stage.store, { kits })).toEqual([]);
    }
    expect(await stage.store.series({ ...query, kits: KITS, phenomenon: 'x_never' })).toEqual([]);
    expect(await scanned(stage.store, { kits: KITS, phenomena: ['x_never'] })).toEqual([]);
    expect(await scanned(stage.store, { kits: KITS, phenomena: [] })).toEqual([]);
  });

  it('tells what it holds', async () => {
    await stage.append(
      [row('can-batllo', T0, { pm10: 1, x_a: 2 }), row('can-batllo', T0 + 60, { pm10: 1 })],
      1,
    );
    const kit = 'can-batllo';
    expect(await stage.store.holdings([kit])).toEqual([
      { kit, channel: '', phenomenon: 'pm10', n: 2, first: T0, last: T0 + 60 },
      { kit, channel: '', phenomenon: 'x_a', n: 1, first: T0, last: T0 },
    ]);
  });

  it('streams many readings in order, in chunks', async () => {
    const rows = Array.from({ length: 30_000 }, (_, n) =>
      row(KITS[n % 3] as string, T0 + ((n * 7919) % 30_000) * 1000, { pm2_5: n, no2: -n }),
    );
    await stage.append(rows, 1);
    let n = 0;
    let chunks = 0;
    let before: StoredReading | undefined;
    for await (const chunk of stage.store.scan({ kits: KITS })) {
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
}
