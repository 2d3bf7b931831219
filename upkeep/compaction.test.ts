import { expect, it } from 'vitest';
import type { StoreUpkeep } from '../stores/contract.ts';
import { nightlyJob, timeOfDay } from './compaction.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 2, 2);
const AT = timeOfDay('03:10');

function stage(now: number, uncompacted: number[]) {
  const state = { now, done: [] as string[] };
  const upkeep: StoreUpkeep = {
    days: async () => uncompacted,
    uncompacted: async () => [...uncompacted],
    expire: async () => [],
    async compact(day) {
      uncompacted.splice(uncompacted.indexOf(day), 1);
      state.done.push(`compacted ${(day - MONDAY) / DAY}`);
      return { rows: 1, merged: 0, clashes: day === MONDAY - DAY ? 2 : 0 };
    },
  };
  const job = nightlyJob({
    store: { upkeep },
    atMs: AT,
    now: () => state.now,
    expire: async () => void state.done.push('expired'),
    touched: async (day) => void state.done.push(`touched ${(day - MONDAY) / DAY}`),
    warn: (words) => state.done.push(words),
  });
  return { state, run: () => job.run(new AbortController().signal) };
}

it('waits for its time, takes closed days only, and runs once a night', async () => {
  const uncompacted = [MONDAY - DAY, MONDAY];
  const { state, run } = stage(MONDAY + AT - 1, uncompacted);
  await run();
  expect(state.done).toEqual([]);
  state.now = MONDAY + AT;
  await run();
  expect(state.done).toEqual([
    'expired',
    'touched -1',
    'compacted -1',
    '2026-03-01: 2 instants have two values',
  ]);
  state.now += DAY - 1;
  await run();
  expect(state.done).toHaveLength(4);
  state.now += 1;
  await run();
  expect(state.done.slice(4)).toEqual(['expired', 'touched 0', 'compacted 0']);
});

it('makes up for a night that was missed', async () => {
  const uncompacted = [MONDAY - 2 * DAY];
  const { state, run } = stage(MONDAY + 12 * 3_600_000, uncompacted);
  await run();
  expect(state.done).toEqual(['expired', 'touched -2', 'compacted -2']);
  uncompacted.push(MONDAY - 9 * DAY);
  await run();
  expect(state.done, 'late readings wait for the night').toHaveLength(3);
});

it('leaves yesterday to the coming night when it starts after the time of the last', async () => {
  const { state, run } = stage(MONDAY + 12 * 3_600_000, [MONDAY - DAY]);
  await run();
  expect(state.done).toEqual([]);
});
