import { expect, it } from 'vitest';
import { spread } from './spread.ts';

const HERE = { lat: 41.4, lon: 2.19 };
const THERE = { lat: 41.41, lon: 2.19 };

it('A marker alone stays where it is', () => {
  expect(spread([HERE, THERE])).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ]);
});

it.each([2, 3, 8, 20])('%i markers of one position stand at least 24 px apart', (n) => {
  const offsets = spread(Array.from({ length: n }, () => HERE));
  for (const [i, a] of offsets.entries())
    for (const b of offsets.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(24);
});
