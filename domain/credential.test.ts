import { expect, it } from 'vitest';
import { basicCredential } from './credential.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');

it('reads user and password, the first colon between them, the scheme in any case', () => {
  const expected = { user: 'aire', password: 'to:kén' };
  expect(basicCredential(`Basic ${encoded('aire:to:kén')}`)).toEqual(expected);
  expect(basicCredential(`bASIC  ${encoded('aire:to:kén')}`)).toEqual(expected);
  expect(basicCredential(`Basic ${encoded(':')}`)).toEqual({ user: '', password: '' });
});

it('takes base64 of 512 characters and none longer', () => {
  const longest = encoded(`a:${'x'.repeat(382)}`);
  expect(longest).toHaveLength(512);
  expect(basicCredential(`Basic ${longest}`)?.password).toHaveLength(382);
  expect(basicCredential(`Basic ${encoded(`a:${'x'.repeat(383)}`)}`)).toBeUndefined();
});

it.each([
  ['no header', undefined],
  ['an empty one', ''],
  ['another scheme', 'Bearer abc'],
  ['nothing behind the scheme', 'Basic '],
  ['no colon', `Basic ${encoded('aire')}`],
  ['letters that base64 does not have', `Basic ${encoded('a:b')}!`],
  ['base64 for URLs', `Basic ${encoded('a:>>>???').replaceAll('/', '_')}`],
  ['padding in the middle', 'Basic YTo=YQ=='],
  ['words behind it', `Basic ${encoded('a:b')} x`],
])('reads nothing from %s', (_, header) => {
  expect(basicCredential(header)).toBeUndefined();
});
