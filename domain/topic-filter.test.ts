import { expect, it } from 'vitest';
import { isExact, matchesFilter } from './topic-filter.ts';

it.each([
  ['a/b', 'a/b', true],
  ['a/b', 'a/b/c', false],
  ['a/b/c', 'a/b', false],
  ['a/+', 'a/b', true],
  ['a/+', 'a/', true],
  ['a/+', 'a', false],
  ['a/+', 'a/b/c', false],
  ['a/+/c', 'a/b/c', true],
  ['a/#', 'a', true],
  ['a/#', 'a/b/c', true],
  ['a/#', 'ab', false],
  ['+/b', '/b', true],
  ['#', 'anything/at/all', true],
] as const)('the filter %s and the topic %s: %s', (filter, topic, matches) => {
  expect(matchesFilter(filter, topic)).toBe(matches);
});

it('a filter without wildcards is exact', () => {
  expect(['a/b', 'a/+', 'a/#'].map(isExact)).toEqual([true, false, false]);
});
