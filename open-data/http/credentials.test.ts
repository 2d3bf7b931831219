import { expect, test } from 'vitest';
import { credentialsOf } from './credentials.ts';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  ['Bearer abc', { scheme: 'bearer', token: 'abc' }],
  ['bearer  abc', { scheme: 'bearer', token: 'abc' }],
  [basic('aire:to:ken'), { scheme: 'basic', user: 'aire', password: 'to:ken' }],
  [basic('no-colon'), undefined],
  ['Bearer', undefined],
  ['Digest abc', undefined],
  ['', undefined],
])('Authorization: %s', (header, expected) => {
  expect(credentialsOf(header)).toEqual(expected);
});

test('what no token of ours could be is not read', () => {
  expect(credentialsOf(`Bearer ${'a'.repeat(600)}`)).toBeUndefined();
  expect(credentialsOf('Bearer a b')).toBeUndefined();
  expect(credentialsOf(`Basic ${'a'.repeat(600)}`)).toBeUndefined();
});
