import { expect, it } from 'vitest';
import type { StoreUpkeep } from '../contract.ts';
import { KITS, row, T0 } from './batches.test-kit.ts';
import { type Stage, scanned, sorted } from './stage.test-kit.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function upkeepOf(stage: Stage): StoreUpkeep {
  const { upkeep } = stage.store;
  if (upkeep === undefined) throw new Error('the store has no upkeep');
  return upkeep;
}

/** What the clock does to a store. */
export function upkeepTests(stage: Stage): void {
  it('says which days have readings', async () => {
    await stage.append(
      [row('can-batllo', T0 - 1, { pm10: 1 }), row('can-batllo', T0 + 2 * DAY, { x_a: 1 })],
      1,
    );
    expect(await upkeepOf(stage).days()).toEqual([T0 - DAY, T0 + 2 * DAY]);
  });

  it('has the same readings after a day is compacted, and knows them as duplicates', async () => {
    const rows = KITS.flatMap((kit, k) =>
      Array.from({ length: 40 }, (_, n) =>
        row(
          kit,
          T0 + ((n * 7919) % 40) * HOUR + k,
          { pm10: n, no2: -n, x_a: n },
          { received: T0 + n, flags: n },
        ),
      ),
    );
    await stage.append(rows, 1);
    const before = await scanned(stage.store, { kits: KITS });
    const newest = sorted(await stage.store.latest());
    await upkeepOf(stage).compact(T0);
    expect(await scanned(stage.store, { kits: KITS })).toEqual(before);
    expect(await stage.append(rows, 2, [...rows.keys()])).toMatchObject({ accepted: 0 });
    await stage.reopen();
    expect(await scanned(stage.store, { kits: KITS })).toEqual(before);
    expect(sorted(await stage.store.latest())).toEqual(newest);
  });

  it('names what is too old, and removes it only when told to', async () => {
    await stage.append(
      [
        row('can-batllo', T0, { pm10: 1, x_a: 2 }),
        row('can-batllo', T0 + DAY - 1, { pm10: 3 }),
        row('can-batllo', T0 + DAY, { pm10: 4 }),
        row('poblenou-7', T0, { pm10: 5 }),
        row('sant-antoni', T0, { pm10: 6 }),
      ],
      1,
    );
    const before = sorted(await scanned(stage.store, { kits: KITS }));
    const limits = [
      { kit: 'can-batllo', before: T0 + DAY },
      { kit: 'poblenou-7', before: T0 },
      { kit: 'nobody', before: T0 + DAY },
    ];
    const expired = [{ kit: 'can-batllo', readings: 3, first: T0, last: T0 + DAY - 1 }];
    expect(await upkeepOf(stage).expire(limits, true)).toEqual(expired);
    expect(sorted(await scanned(stage.store, { kits: KITS }))).toEqual(before);
    expect(await upkeepOf(stage).expire(limits, false)).toEqual(expired);
    const left = (await scanned(stage.store, { kits: KITS })).map(({ kit, value }) => [kit, value]);
    expect(left).toEqual([
      ['can-batllo', 4],
      ['poblenou-7', 5],
      ['sant-antoni', 6],
    ]);
    expect(await upkeepOf(stage).expire(limits, true)).toEqual([]);
  });

  it('keeps the newest reading of a kit all of whose readings are too old', async () => {
    await stage.append([row('can-batllo', T0, { pm10: 1 }), row('poblenou-7', T0, { pm10: 2 })], 1);
    const newest = sorted(await stage.store.latest());
    await upkeepOf(stage).expire([{ kit: 'can-batllo', before: T0 + DAY }], false);
    expect(sorted(await stage.store.latest())).toEqual(newest);
  });

  it('keeps the roll-ups of what is too old, also when its hour is marked again after a restart', async () => {
    const kit = 'can-batllo';
    await stage.append([row(kit, T0, { pm10: 1 }), row(kit, T0 + 2 * DAY, { pm10: 5 })], 1);
    await stage.store.rollUp([{ kit, hour: T0 }]);
    await upkeepOf(stage).expire([{ kit, before: T0 + DAY }], false);
    await stage.reopen();
    await stage.store.rollUp([{ kit, hour: T0 }]);
    const spans = [{ from: T0, to: T0 + DAY }];
    for (const source of ['hours', 'days'] as const) {
      const sums = await stage.store.sums({ kits: [kit], phenomenon: 'pm10', spans, bucketMs: DAY, source });
      expect(sums).toMatchObject([{ kit, time: T0, n: 1, sum: 1 }]);
    }
  });
}
