import { describe, expect, it } from 'vitest';
import { endAsked, endOfSilent } from './until.ts';

const at = (text: string) => Date.parse(text);

describe('the end of what a page shows', () => {
  it.each([
    ['2018-12-10T19:00', '2018-12-10T19:00:00Z'],
    ['2018-12-10T19:40:12Z', '2018-12-10T19:00:00Z'],
  ])('is the whole hour of %s in UTC', (asked, end) => {
    expect(endAsked(asked)).toBe(at(end));
  });

  it.each([null, '', '2018-12-10', '2018-13-40T19:00', 'yesterday'])('is not asked for by %s', (asked) => {
    expect(endAsked(asked)).toBeUndefined();
  });

  it('is the end of the last hour of a kit that has been silent for a week, and now for others', () => {
    const last = at('2026-03-01T10:20:00Z');
    expect(endOfSilent([last - 5, last], at('2026-03-09T00:00:00Z'))).toBe(at('2026-03-01T11:00:00Z'));
    expect(endOfSilent([last], at('2026-03-07T00:00:00Z'))).toBeUndefined();
    expect(endOfSilent([], last)).toBeUndefined();
  });
});
