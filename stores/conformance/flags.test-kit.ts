import { expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { FlagChange } from '../contract.ts';
import { KITS, row, T0 } from './batches.test-kit.ts';
import { type Stage, scanned, sorted } from './stage.test-kit.ts';

const HOUR = 3_600_000;
const KIT = 'can-batllo';
const { implausible, stuck, spike, invalid } = FLAGS;

/** A change of a reading of `KIT` at `T0`, unless other places are given. */
function change(phenomenon: string, masks: Partial<FlagChange>): FlagChange {
  return { kit: KIT, channel: '', phenomenon, time: T0, set: 0, clear: 0, ...masks };
}

/** Flags by phenomenon and minutes since `T0`, by `scan`, and by `visit` where the store has it. */
async function flags({ store }: Stage): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { phenomenon, time, flags } of await scanned(store, { kits: [KIT] }))
    found[`${phenomenon} ${(time - T0) / 60_000}`] = flags;
  const visited: Record<string, number> = {};
  const visits = store.visit?.({ kits: [KIT] }, ({ phenomenon, time, flags }) => {
    visited[`${phenomenon} ${(time - T0) / 60_000}`] = flags;
  });
  if (visits === undefined) return found;
  for await (const _ of visits);
  expect(visited).toEqual(found);
  return found;
}

/** Flags that are changed after their readings were stored. */
export function flagTests(stage: Stage): void {
  it('sets and clears flags of the readings named and of no others, and doing it again changes nothing', async () => {
    const values = { pm2_5: 1, no2: 2, x_a: 3 };
    await stage.append([row(KIT, T0, values, { flags: stuck }), row(KIT, T0 + 60_000, values)], 3);
    await stage.append([row('poblenou-7', T0, values), row(KIT, T0, { pm2_5: 9 }, { channel: 'b' })], 4);
    const elsewhere = { kits: ['poblenou-7', KIT], from: T0, to: T0 + 60_000 };
    const changes = [
      change('pm2_5', { set: spike | invalid }),
      change('no2', { set: implausible, clear: stuck }),
      change('x_a', { clear: stuck | spike }),
    ];
    const values0 = (await scanned(stage.store, elsewhere)).map(({ value, received }) => [value, received]);
    const expected = {
      'pm2_5 0': stuck | spike | invalid,
      'no2 0': implausible,
      'x_a 0': 0,
      'pm2_5 1': 0,
      'no2 1': 0,
      'x_a 1': 0,
    };
    for (let time = 0; time < 2; time++) {
      await stage.store.flag(changes);
      const { 'pm2_5 0': _, ...rest } = await flags(stage);
      const { 'pm2_5 0': mine, ...others } = expected;
      expect(rest).toEqual(others);
      const at0 = await scanned(stage.store, { kits: [KIT], phenomena: ['pm2_5'], to: T0 + 1 });
      expect(at0.map(({ channel, flags }) => [channel, flags])).toEqual([
        ['', mine],
        ['b', 0],
      ]);
    }
    expect((await scanned(stage.store, { kits: ['poblenou-7'] })).every(({ flags }) => flags === 0)).toBe(
      true,
    );
    const values1 = (await scanned(stage.store, elsewhere)).map(({ value, received }) => [value, received]);
    expect(values1).toEqual(values0);
    expect(stage.store.watermark()).toBe(4);
  });

  it('does several changes of one reading in their order', async () => {
    await stage.append([row(KIT, T0, { pm2_5: 1 })], 1);
    await stage.store.flag([
      change('pm2_5', { set: stuck | spike }),
      change('pm2_5', { set: invalid, clear: stuck }),
    ]);
    expect(await flags(stage)).toEqual({ 'pm2_5 0': spike | invalid });
  });

  it('passes over readings, kits, channels and phenomena that are not stored, and makes none of them', async () => {
    await stage.append([row(KIT, T0, { pm2_5: 1, x_a: 1 })], 1);
    const newest = sorted(await stage.store.latest());
    await stage.store.flag([]);
    await stage.store.flag([
      change('pm2_5', { set: spike, time: T0 + 1 }),
      change('pm2_5', { set: spike, channel: 'b' }),
      change('pm2_5', { set: spike, kit: 'nobody' }),
      change('x_a', { set: spike, time: T0 - 400 * 24 * HOUR }),
      change('no2', { set: spike }),
      change('x_never', { set: spike }),
    ]);
    await stage.reopen();
    expect(await flags(stage)).toEqual({ 'pm2_5 0': 0, 'x_a 0': 0 });
    expect(await scanned(stage.store, { kits: [...KITS, 'nobody'] })).toHaveLength(2);
    expect(sorted(await stage.store.latest())).toEqual(newest);
    expect(
      (await stage.append([row(KIT, T0, { no2: 5 }), row(KIT, T0 + 1, { pm2_5: 4 })], 2, [0, 1])).accepted,
    ).toBe(2);
    expect(await flags(stage)).toMatchObject({ 'no2 0': 0 });
  });

  it('flags the row that has the value where an instant has several', async () => {
    await stage.append([row(KIT, T0, { pm2_5: 1, no2: 1 })], 1);
    await stage.append([row(KIT, T0, { pm10: 2, no: 2 }, { received: T0 + HOUR })], 2, [0]);
    await stage.store.flag([change('pm10', { set: stuck }), change('no2', { set: spike })]);
    const expected = { 'pm2_5 0': 0, 'pm10 0': stuck, 'no2 0': spike, 'no 0': 0 };
    expect(await flags(stage)).toEqual(expected);
    await stage.store.upkeep?.compact(T0);
    expect(await flags(stage)).toEqual(expected);
  });

  it('keeps changed flags, and shows them in the newest readings, also after a restart', async () => {
    await stage.append([row(KIT, T0, { pm2_5: 1, x_a: 1 }), row(KIT, T0 + 60_000, { pm2_5: 2 })], 1);
    await stage.store.checkpoint();
    await stage.append([row(KIT, T0 + 60_000, { no2: 2 })], 2);
    const at = { time: T0 + 60_000, set: spike };
    await stage.store.flag([change('pm2_5', at), change('no2', at), change('x_a', { set: stuck })]);
    const newest = async () =>
      Object.fromEntries((await stage.store.latest()).map(({ phenomenon, flags }) => [phenomenon, flags]));
    const expected = { pm2_5: spike, no2: spike, x_a: stuck };
    expect(await newest()).toEqual(expected);
    await stage.reopen();
    expect(await newest()).toEqual(expected);
    expect(await flags(stage)).toEqual({ 'pm2_5 0': 0, 'x_a 0': stuck, 'pm2_5 1': spike, 'no2 1': spike });
  });

  it('flags what is compacted, and the day stays compacted', async () => {
    const rows = Array.from({ length: 200 }, (_, n) =>
      row(KITS[n % 3] as string, T0 + ((n * 7919) % 200) * 60_000, { pm2_5: n, no2: n, x_a: n }),
    );
    await stage.append(rows, 1);
    await stage.store.upkeep?.compact(T0);
    const touched = await stage.store.upkeep?.uncompacted();
    const changes = rows
      .filter(({ time }) => time % 120_000 === 0)
      .flatMap(({ kit, time }) => ['pm2_5', 'x_a'].map((id) => change(id, { kit, time, set: stuck })));
    await stage.store.flag(changes);
    expect(await stage.store.upkeep?.uncompacted()).toEqual(touched);
    const flagged = (await scanned(stage.store, { kits: KITS })).filter((reading) => reading.flags === stuck);
    expect(flagged).toHaveLength(changes.length);
    expect(flagged.every(({ time, phenomenon }) => time % 120_000 === 0 && phenomenon !== 'no2')).toBe(true);
  });

  it('flags, stores, compacts and rolls up side by side', async () => {
    const rowsOf = (batch: number) =>
      Array.from({ length: 100 }, (_, n) => row(KIT, T0 + (batch * 100 + n) * 1000, { pm2_5: n, x_a: n }));
    await stage.append(rowsOf(0), 1);
    const changes = rowsOf(0).map(({ time }) => change('pm2_5', { time, set: spike }));
    const done = await Promise.all([
      stage.append(rowsOf(1), 2),
      stage.store.flag(changes.slice(0, 50)),
      stage.store.upkeep?.compact(T0),
      stage.append(rowsOf(2), 3),
      stage.store.flag(changes.slice(50)),
      stage.store.rollUp([{ kit: KIT, hour: T0 }]),
      stage.store.checkpoint(),
    ]);
    expect([done[0], done[3]]).toMatchObject([{ accepted: 200 }, { accepted: 200 }]);
    const found = await scanned(stage.store, { kits: [KIT] });
    expect(found).toHaveLength(600);
    expect(found.filter((reading) => reading.flags === spike)).toHaveLength(100);
  });
}
