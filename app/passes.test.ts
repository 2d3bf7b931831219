import { expect, it } from 'vitest';
import { Passes } from './passes.ts';

it('a pass lets one act as its kit alone, until another is issued or it is withdrawn', () => {
  const passes = new Passes();
  const first = passes.issue('a');
  expect(passes.isPass('a', first)).toBe(true);
  expect(passes.isPass('b', first)).toBe(false);
  expect(passes.isPass('a', `${first}x`)).toBe(false);
  const second = passes.issue('a');
  expect(passes.isPass('a', first)).toBe(false);
  expect(passes.isPass('a', second)).toBe(true);
  passes.withdraw('a');
  expect(passes.isPass('a', second)).toBe(false);
});
