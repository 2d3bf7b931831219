import { expect, it } from 'vitest';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { metresBetween, neighboursWithin } from './neighbours.ts';

/** Places that are the same in every run: a crowd in a city, and some far apart, at a pole and at 180°. */
function places() {
  let state = 7;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const city = Array.from({ length: 300 }, () => ({ lat: 41.35 + random() / 10, lon: 2.1 + random() / 8 }));
  const far = Array.from({ length: 60 }, () => ({ lat: 41 + random() * 3, lon: random() * 3 }));
  const edges = [179.99, -179.99, 179.95].map((lon) => ({ lat: 0, lon }));
  const poles = [0, 90, 180].map((lon) => ({ lat: 89.98, lon }));
  return [...city, ...far, ...edges, ...poles].map((at) => ({ ...at, value: 1 }));
}

it('the nearest are those of all pairs within the radius', () => {
  const all = places();
  const radius = 11_500;
  const nearest = nearestNeighbours(all, { radius, most: 20 });
  neighboursWithin(all, radius).forEach((near, i) => {
    const at = (place: number) => all[place] ?? { lat: 0, lon: 0, value: 0 };
    const away = (j: number) => metresBetween(at(i), at(j));
    const expected = near.map(away).sort((a, b) => a - b);
    const given = (nearest[i] ?? []).map(away);
    expect(given.length).toBe(Math.min(20, near.length));
    for (const [at, metres] of given.entries()) expect(metres).toBeCloseTo(expected[at] ?? -1, 3);
  });
});

it('nobody is near nobody', () => {
  expect(nearestNeighbours([], { radius: 1000, most: 5 })).toEqual([]);
  expect(nearestNeighbours([{ lat: 1, lon: 1 }], { radius: 1000, most: 5 })).toEqual([[]]);
});
