import { expect, it } from 'vitest';
import { kitSchema } from '../domain/kit.ts';
import { applyRetention, limitsOf } from './retention.ts';

const MONDAY = Date.UTC(2026, 2, 2);
const DAY = 86_400_000;
const registry = {
  kits: () =>
    [false, true].map((simulated) =>
      kitSchema.parse({ id: simulated ? 'demo' : 'aire', name: 'A', simulated, open: false, created: 0 }),
    ),
};

it('limits kits as they are real or simulated, at midnight UTC', () => {
  const now = MONDAY + 5000;
  expect(limitsOf(registry, { real: 30, simulated: 1 }, now)).toEqual([
    { kit: 'aire', before: MONDAY - 30 * DAY },
    { kit: 'demo', before: MONDAY - DAY },
  ]);
  expect(limitsOf(registry, { real: undefined, simulated: 1 }, now)).toEqual([
    { kit: 'demo', before: MONDAY - DAY },
  ]);
});

it('asks the store for nothing where nothing is limited', async () => {
  const retention = { real: undefined, simulated: undefined };
  const upkeep = new Proxy({} as never, { get: () => expect.fail('the store was asked') });
  expect(await applyRetention({ registry, store: { upkeep }, retention, now: MONDAY }, false)).toEqual([]);
});
