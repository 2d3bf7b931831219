import { expect, it } from 'vitest';
import type { PairView } from '../../compare-types.ts';
import { scatterOf, timesOf } from './points.ts';

const HOUR = 3_600_000;
const PAIRS: readonly PairView[] = [
  [0, 10, 21, 11],
  [HOUR, 5, 11, null],
  [4 * HOUR, 8, 17, 9],
];

it('a scatter plot goes by the station’s value, with the line of equality and the line through the pairs', () => {
  expect(scatterOf(PAIRS, 'raw', { slope: 2, intercept: 1 })).toEqual([
    [5, 8, 10],
    [11, 17, 21],
    [5, 8, 10],
    [11, 17, 21],
  ]);
  expect(scatterOf(PAIRS, 'corrected', null)).toEqual([
    [5, 8, 10],
    [null, 9, 11],
    [5, 8, 10],
    [null, null, null],
  ]);
});

it('no line is drawn over hours that are not compared', () => {
  expect(timesOf(PAIRS, 'raw')).toEqual([
    [0, 3600, 7200, 14400],
    [10, 5, null, 8],
    [21, 11, null, 17],
  ]);
  expect(timesOf([], 'raw')).toEqual([[], [], []]);
});
