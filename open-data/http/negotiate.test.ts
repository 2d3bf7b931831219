import { expect, test } from 'vitest';
import { negotiate, type Offer } from './negotiate.ts';

const OFFERS: readonly [Offer<'json' | 'csv'>, ...Offer<'json' | 'csv'>[]] = [
  { format: 'json', types: ['application/json'] },
  { format: 'csv', types: ['text/csv'] },
];

test.each([
  [undefined, 'json'],
  ['', 'json'],
  ['*/*', 'json'],
  ['text/csv', 'csv'],
  ['TEXT/CSV', 'csv'],
  ['text/*', 'csv'],
  ['application/json;q=0.5, text/csv', 'csv'],
  ['application/json, text/csv;q=0.9', 'json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'json'],
  ['image/png, text/csv;q=0.1', 'csv'],
  ['text/csv;q=0', undefined],
  ['image/png', undefined],
  ['application/jsonp', undefined],
])('Accept: %s is answered with %s', (accept, format) => {
  expect(negotiate(accept, OFFERS)).toBe(format);
});
