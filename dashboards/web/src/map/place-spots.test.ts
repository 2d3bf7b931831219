import { expect, it } from 'vitest';
import { type Name, placeNames } from './place-spots.ts';

const name = (more: Partial<Name> = {}): Name => ({
  ...{ width: 80, height: 16, outline: 200 },
  spots: [
    { x: 0, y: 0 },
    { x: 0, y: 100 },
  ],
  ...more,
});
const circle = (x: number, y: number) => ({ x, y, width: 36, height: 36 });

it('A name takes its best spot that no circle and no other name stands on', () => {
  expect(placeNames([name()], [])).toEqual([0]);
  expect(placeNames([name()], [circle(30, 10)])).toEqual([1]);
  expect(placeNames([name(), name(), name()], [])).toEqual([0, 1, -1]);
});

it('A name that is much wider than what it names is left out', () => {
  expect(placeNames([name({ outline: 40 })], [])).toEqual([-1]);
});
