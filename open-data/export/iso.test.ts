import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoWriter } from './iso.ts';

test('times are written exactly as toISOString writes them, in any order', () => {
  const write = isoWriter();
  const time = fc.integer({ min: Date.UTC(-1, 0, 1), max: Date.UTC(10_500, 0, 1) });
  fc.assert(
    fc.property(time, fc.integer({ min: 0, max: 90_000_000 }), (start, step) => {
      for (const ms of [start, start + step, start + step, start])
        expect(write(ms)).toBe(new Date(ms).toISOString());
    }),
  );
});
