import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Interest } from './interest.ts';

test.each([
  ['kits/a/x', 'kits/a/x', true],
  ['kits/a/x', 'kits/a', false],
  ['kits/a/#', 'kits/a', true],
  ['kits/a/#', 'kits/a/x/y', true],
  ['kits/a/#', 'kits/ab/x', false],
  ['kits/+/x', 'kits/a/x', true],
  ['kits/+/x', 'kits/a/y', false],
  ['kits/+/x', 'kits/a/x/y', false],
  ['kits/+', 'kits', false],
  ['kits/+', 'kits/', true],
  ['+/a', 'kits/a', true],
  ['#', 'kits', true],
])('the filter %s and the topic %s: %s', (filter, topic, expected) => {
  const interest = new Interest();
  interest.add(filter);
  expect(interest.has(topic)).toBe(expected);
  interest.remove(filter);
  expect(interest.has(topic)).toBe(false);
});

/** MQTT 3.1.1 §4.7.1 as a regular expression. */
function toPattern(filter: string): RegExp {
  if (filter === '#') return /^.*$/;
  const open = filter.endsWith('/#');
  const levels = (open ? filter.slice(0, -2) : filter)
    .split('/')
    .map((level) => (level === '+' ? '[^/]*' : level));
  return new RegExp(`^${levels.join('/')}${open ? '(/.*)?' : ''}$`);
}

test('whatever is subscribed and given back, interest is what the filters say', () => {
  const level = fc.constantFrom('a', 'b', '+', '');
  const filters = fc
    .tuple(fc.array(level, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([levels, open]) => [...levels, ...(open ? ['#'] : [])].join('/'))
    .filter((filter) => filter !== '');
  const topics = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 5 })
    .map((l) => l.join('/'));
  fc.assert(
    fc.property(fc.array(filters, { maxLength: 8 }), fc.nat(8), topics, (added, removals, topic) => {
      const interest = new Interest();
      for (const filter of added) interest.add(filter);
      for (const filter of added.slice(0, removals)) interest.remove(filter);
      const left = added.slice(removals);
      expect(interest.has(topic)).toBe(left.some((filter) => toPattern(filter).test(topic)));
    }),
    { numRuns: 1_000 },
  );
});
