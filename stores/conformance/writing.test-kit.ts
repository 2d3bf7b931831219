import { expect, it } from 'vitest';
import { KITS, row, T0 } from './batches.test-kit.ts';
import { type Stage, scanned } from './stage.test-kit.ts';

const HOUR = 3_600_000;

/** What a store does with batches. */
export function writingTests(stage: Stage): void {
  it('is empty at first, with watermark 0', async () => {
    expect(stage.store.watermark()).toBe(0);
    expect(await stage.store.latest()).toEqual([]);
    expect(await scanned(stage.store, { kits: KITS })).toEqual([]);
    expect(await stage.store.holdings(KITS)).toEqual([]);
  });

  it('gives back each reading exactly, with its flags and arrival', async () => {
    const values = { pm2_5: 0.1 + 0.2, temperature: -40, x_soil_moisture: 1e-300, pressure: 101_325 };
    const result = await stage.append(
      [row('can-batllo', T0 + 1, values, { channel: 'b', flags: 0xffff })],
      7,
    );
    expect(result).toEqual({ accepted: 4, duplicates: [], conflicts: [] });
    expect(stage.store.watermark()).toBe(7);
    const same = { kit: 'can-batllo', channel: 'b', time: T0 + 1, received: T0 + 251, flags: 0xffff };
    expect(await scanned(stage.store, { kits: ['can-batllo'] })).toEqual([
      { ...same, phenomenon: 'pm2_5', value: 0.1 + 0.2 },
      { ...same, phenomenon: 'temperature', value: -40 },
      { ...same, phenomenon: 'pressure', value: 101_325 },
      { ...same, phenomenon: 'x_soil_moisture', value: 1e-300 },
    ]);
  });

  it('moves the watermark for a batch without rows', async () => {
    await stage.append([], 12);
    expect(stage.store.watermark()).toBe(12);
  });

  it('keeps a late reading that is new, and names the one that stands for a duplicate and a conflict', async () => {
    await stage.append([row('can-batllo', T0, { pm2_5: 3, no2: 20, x_a: 1 })], 1);
    const late = [
      row('can-batllo', T0, { pm2_5: 3, no2: 21, temperature: 5, x_a: 2 }),
      row('can-batllo', T0 - 9, { pm2_5: 4 }),
    ];
    const result = await stage.append(late, 2, [0, 1]);
    expect(result).toEqual({
      accepted: 2,
      duplicates: [{ row: 0, at: 0, stored: 3 }],
      conflicts: [
        { row: 0, at: 1, stored: 20 },
        { row: 0, at: 3, stored: 1 },
      ],
    });
    const kept = await scanned(stage.store, { kits: ['can-batllo'] });
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
    const result = await stage.append(rows, 1, [1, 2]);
    expect(result.accepted).toBe(2);
    expect(result.duplicates).toEqual([{ row: 2, at: 0, stored: 1 }]);
    expect(result.conflicts).toEqual([
      { row: 1, at: 0, stored: 1 },
      { row: 2, at: 1, stored: 7 },
    ]);
  });

  it('takes −0 for 0', async () => {
    await stage.append([row('can-batllo', T0, { temperature: 0 })], 1);
    const result = await stage.append([row('can-batllo', T0, { temperature: -0 })], 2, [0]);
    expect(result.duplicates).toHaveLength(1);
  });

  it('does not take another channel, kit or time for the same reading', async () => {
    await stage.append([row('can-batllo', T0, { pm2_5: 1 })], 1);
    const others = [
      row('can-batllo', T0, { pm2_5: 1 }, { channel: 'b' }),
      row('poblenou-7', T0, { pm2_5: 1 }),
      row('can-batllo', T0 + 1, { pm2_5: 1 }),
    ];
    expect(await stage.append(others, 2, [0, 1, 2])).toEqual({ accepted: 3, duplicates: [], conflicts: [] });
  });

  it('finds what late rows meet far apart in time', async () => {
    const times = Array.from({ length: 40 }, (_, n) => T0 + n * 31 * HOUR);
    const rows = times.map((time) => row('can-batllo', time, { pm2_5: 1 }));
    await stage.append(rows, 1);
    const again = await stage.append(
      [...rows].reverse(),
      2,
      rows.map((_, n) => n),
    );
    expect(again.duplicates).toHaveLength(40);
    expect(again.accepted).toBe(0);
  });
}
