import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { KITS, row, T0 } from './batches.test-kit.ts';
import { type Stage, scanned, sorted } from './stage.test-kit.ts';

const HOUR = 3_600_000;

/** What a store forgets, keeps across a restart and shows while it is written to. */
export function lastingTests(stage: Stage): void {
  it('forgets an erased kit and nothing else, and takes it in again afterwards', async () => {
    await stage.append(
      [row('can-batllo', T0, { pm10: 1, x_a: 1 }), row('poblenou-7', T0, { pm10: 2, x_a: 2 })],
      1,
    );
    await stage.store.erase('can-batllo', 5);
    expect(stage.store.watermark()).toBe(5);
    expect((await stage.store.latest()).map(({ kit }) => kit)).toEqual(['poblenou-7', 'poblenou-7']);
    expect(await scanned(stage.store, { kits: KITS })).toHaveLength(2);
    expect(await stage.store.holdings(['can-batllo'])).toEqual([]);
    const back = await stage.append([row('can-batllo', T0, { pm10: 9 })], 6, [0]);
    expect(back.accepted).toBe(1);
    expect((await scanned(stage.store, { kits: ['can-batllo'] })).map(({ value }) => value)).toEqual([9]);
  });

  it('moves the watermark when a kit is erased that it never had', async () => {
    await stage.store.erase('nobody', 3);
    expect(stage.store.watermark()).toBe(3);
  });

  it('has everything after it is opened again', async () => {
    await stage.append([row('can-batllo', T0, { pm10: 1, x_a: 1 })], 4);
    expect(await stage.store.checkpoint()).toBe(4);
    await stage.append([row('can-batllo', T0 + 1, { pm10: 2 }, { received: T0 - HOUR })], 5);
    const before = sorted(await stage.store.latest());
    await stage.reopen();
    expect(stage.store.watermark()).toBe(5);
    expect(sorted(await stage.store.latest())).toEqual(before);
    expect(await scanned(stage.store, { kits: KITS })).toHaveLength(3);
  });

  it('answers reads while it writes', async () => {
    let written = 0;
    const writing = (async () => {
      for (let batch = 1; batch <= 20; batch++) {
        const rows = Array.from({ length: 500 }, (_, n) =>
          row('can-batllo', T0 + batch * 500 + n, { pm10: 1, x_a: 1 }),
        );
        written += (await stage.append(rows, batch)).accepted;
        if (batch % 7 === 0) await stage.store.checkpoint();
      }
    })();
    let last = 0;
    while (written < 20_000) {
      await setImmediate();
      const found = (await scanned(stage.store, { kits: ['can-batllo'], phenomena: ['pm10'] })).length;
      expect(found % 500).toBe(0);
      expect(found).toBeGreaterThanOrEqual(last);
      last = found;
    }
    await writing;
    expect(await scanned(stage.store, { kits: ['can-batllo'] })).toHaveLength(20_000);
  });
}
