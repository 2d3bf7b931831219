import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cluster } from './cluster.ts';

const spot = fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) });

it('Every spot is in one group, near its first, and first ones stand apart', () => {
  fc.assert(
    fc.property(fc.array(spot, { maxLength: 200 }), (spots) => {
      const groups = cluster(spots, 80);
      expect(groups.flat().sort((a, b) => a - b)).toEqual(spots.map((_, i) => i));
      const apart = (a: number, b: number) => {
        const [one, other] = [spots[a], spots[b]];
        return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : Number.NaN;
      };
      const firsts = groups.map(([first = -1]) => first);
      for (const group of groups)
        for (const member of group) expect(apart(group[0] ?? -1, member)).toBeLessThan(80);
      for (const [i, a] of firsts.entries())
        for (const b of firsts.slice(i + 1)) expect(apart(a, b)).toBeGreaterThanOrEqual(80);
    }),
  );
});

it('Spots on either side of a cell’s edge are one group', () => {
  expect(
    cluster(
      [
        { x: 79, y: 79 },
        { x: 81, y: 81 },
        { x: 300, y: 0 },
      ],
      80,
    ),
  ).toEqual([[0, 1], [2]]);
});
