import { describe, expect, it } from 'vitest';
import type { Holding } from '../../stores/contract.ts';
import { spanOf } from './span.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 2, 1);

function held(kit: string, first: number, last: number): Holding {
  return { kit, phenomenon: 'pm2_5', channel: '', n: 2, first, last };
}

/** Days before now; undefined for none. */
function span(asked: { from?: number; to?: number }, holdings: readonly Holding[]) {
  const at = (days: number | undefined) => (days === undefined ? undefined : NOW - days * DAY);
  const found = spanOf({ from: at(asked.from), to: at(asked.to), now: NOW }, holdings, ['a', 'b']);
  return 'code' in found ? found.code : [(NOW - found.from) / DAY, (NOW - found.to) / DAY];
}

const both = (from: number, to: number) => [
  held('a', NOW - 900 * DAY, NOW - to * DAY - HOUR),
  held('b', NOW - from * DAY, NOW),
];

describe('the time that a comparison is over', () => {
  it('is the one in which both have readings, at most its last year', () => {
    expect(span({}, both(50, 10))).toEqual([50, 10]);
    expect(span({}, both(800, 10))).toEqual([376, 10]);
  });

  it('is the last 30 days where there is no such time', () => {
    expect(span({}, [])).toEqual([30, 0]);
    expect(span({}, [held('a', 0, 1), held('b', 2 * DAY, 3 * DAY)])).toEqual([30, 0]);
  });

  it('begins or ends as asked, and is filled up on the other side', () => {
    expect(span({ from: 20 }, both(50, 10))).toEqual([20, 10]);
    expect(span({ from: 5 }, both(50, 10))).toEqual([5, 0]);
    expect(span({ from: 700 }, both(50, 10))).toEqual([700, 334]);
    expect(span({ to: 20 }, both(50, 10))).toEqual([50, 20]);
    expect(span({ to: 60 }, both(50, 10))).toEqual([90, 60]);
  });

  it('is refused where it runs backwards or is longer than a year', () => {
    expect(span({ from: 1, to: 2 }, [])).toBe('invalid_parameter');
    expect(span({ from: 400, to: 2 }, [])).toBe('invalid_parameter');
  });
});
