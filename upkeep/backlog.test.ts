import { describe, expect, it } from 'vitest';
import { Backlog } from './backlog.ts';

const DAY = 86_400_000;

function stage(days: readonly number[], setting?: unknown) {
  const state = { text: setting === undefined ? undefined : JSON.stringify(setting) };
  const starts = days.map((day) => day * DAY);
  const upkeep = {
    days: async () => starts,
    uncompacted: async () => [],
    compact: async () => undefined,
    expire: async () => [],
  };
  const newest = { kit: 'a', phenomenon: 'pm10', channel: '', value: 1, flags: 0, received: 0 };
  const parts = {
    registry: {
      setting: () => state.text,
      setSetting: async (_key: string, text: string) => {
        state.text = text;
      },
    },
    store: {
      latest: async () => starts.slice(-1).map((time) => ({ ...newest, time })),
      holdings: async () => [],
      upkeep,
    },
    identity: 'here',
  };
  return { state, open: () => Backlog.open(parts) };
}

async function through(backlog: Backlog): Promise<number[]> {
  const done: number[] = [];
  for (let day = await backlog.next(); day !== undefined; day = await backlog.next()) {
    done.push(day / DAY);
    await backlog.done();
  }
  return done;
}

describe('the backlog', () => {
  it('has all days, the newest first, and is over then', async () => {
    const { open } = stage([1, 2, 5]);
    expect(await through(await open())).toEqual([5, 2, 1]);
    const again = await open();
    expect([again.before, again.rolledBefore, await again.next()]).toEqual([-Infinity, -Infinity, undefined]);
  });

  it('of an earlier version is gone through again, and is rolled up as far as it was', async () => {
    const { open, state } = stage([1, 2, 5], { store: 'here', before: 2 * DAY });
    const backlog = await open();
    expect([backlog.before, backlog.rolledBefore]).toEqual([6 * DAY, 2 * DAY]);
    expect(await backlog.next()).toBe(5 * DAY);
    await backlog.done();
    expect(JSON.parse(state.text ?? '')).toEqual({
      ...{ store: 'here', version: 2 },
      ...{ before: 5 * DAY, rolledBefore: 2 * DAY },
    });
    expect(await through(await open())).toEqual([2, 1]);
  });

  it('of another store begins anew', async () => {
    const { open } = stage([3], { store: 'elsewhere', version: 2, before: null, rolledBefore: null });
    const backlog = await open();
    expect([backlog.before, backlog.rolledBefore]).toEqual([4 * DAY, 4 * DAY]);
  });

  it('tells which days are to be rolled up because a later one is to be judged', async () => {
    const { open } = stage([1, 18, 19, 20]);
    const backlog = await open();
    const ahead: number[] = [];
    for (let day = await backlog.nextAhead(15 * DAY); day !== undefined; ) {
      ahead.push(day / DAY);
      await backlog.rolled(day);
      day = await backlog.nextAhead(15 * DAY);
    }
    expect(ahead).toEqual([20, 19, 18]);
    expect([backlog.before, backlog.rolledBefore]).toEqual([21 * DAY, 18 * DAY]);
    await backlog.done();
    expect([backlog.before, backlog.rolledBefore]).toEqual([20 * DAY, 18 * DAY]);
  });
});
