import { describe, expect, it } from 'vitest';
import { type BuddyRule, checkBuddies, departure } from './buddy.ts';
import { buddyRuleOf } from './buddy-rules.ts';
import { isolated } from './isolation.ts';
import { LEVELS } from './level.ts';

const X = Number.NaN;

/** 1 where titanlib flags. */
function flagged(levels: Uint8Array): number[] {
  return [...levels].map((level) => (level === LEVELS.suspect ? 1 : 0));
}

describe('the buddy check', () => {
  // Published by titanlib, tests/files/buddy_check.yml.
  const values = [0, 0, 0, 0, 0, 0, 0, 0, 0.1, 1];
  const all = values.map((value, i) => ({ lat: 60, lon: 10.001 + 0.001 * i, elevation: 0, value }));
  const base: BuddyRule = {
    ...{ radius: 10_000, numMin: 1, threshold: 1, maxElevDiff: 200 },
    ...{ elevGradient: -0.0065, minStd: 0.01, numIterations: 2 },
  };

  it.each([
    [{}, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1]],
    [{ minStd: 0.3 }, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    [{ minStd: 1 }, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    [{ numMin: 20 }, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ])('with %j gives titanlib’s own flags', (args, expected) => {
    expect(flagged(checkBuddies(all, { ...base, ...args }))).toEqual(expected);
  });

  it('says "not evaluated", not "good", with too few buddies', () => {
    expect(new Set(checkBuddies(all, { ...base, numMin: 20 }))).toEqual(new Set([LEVELS.not_evaluated]));
  });

  it('divides by √(variance + variance / n)', () => {
    // Mean 2, variance 2/3 of three buddies: √(2/3 + 2/9) = 0.942809.
    expect(departure(5, [1, 2, 3], 0.01)).toBeCloseTo(3 / 0.942809, 5);
    expect(departure(5, [1, 2, 3], 2)).toBe(1.5);
  });

  it('brings neighbours to the height of the kit, and leaves out those too high above it', () => {
    const rule = buddyRuleOf('temperature');
    if (rule === undefined) throw new Error('no rule');
    const low = Array.from({ length: 5 }, (_, i) => ({
      lat: 41.4,
      lon: 2.1 + i / 1e3,
      elevation: 0,
      value: 20,
    }));
    // 150 m up it is 0.975 °C colder; 19 °C is as expected there and 30 °C is not.
    const high = { lat: 41.4, lon: 2.11, elevation: 150, value: 19.025 };
    expect(checkBuddies([...low, high], { ...rule, minStd: 0.001 }).at(-1)).toBe(LEVELS.good);
    expect(checkBuddies([...low, { ...high, value: 30 }], rule).at(-1)).toBe(LEVELS.suspect);
    expect(checkBuddies([...low, { ...high, elevation: 400 }], rule).at(-1)).toBe(LEVELS.not_evaluated);
  });

  it('leaves kits without a value out', () => {
    const silent = all.map((one, i) => (i < 9 ? { ...one, value: X } : one));
    expect([...checkBuddies(silent, base)].slice(8)).toEqual([LEVELS.missing, LEVELS.not_evaluated]);
  });
});

describe('the isolation check', () => {
  const at = (lats: readonly number[], lons: readonly number[], elevs: readonly number[] = []) =>
    lats.map((lat, i) => ({ lat, lon: lons[i] ?? X, elevation: elevs[i], value: 0 }));
  const answer = (of: readonly boolean[]) => of.map(Number);

  it.each([
    [{ numMin: 2, radius: 15_000 }, [0, 0, 0, 0, 0, 1]],
    [{ numMin: 4, radius: 15_000 }, [1, 1, 0, 1, 1, 1]],
    [{ numMin: 1, radius: 1000 }, [1, 1, 1, 1, 1, 1]],
  ])('with %j gives what titanlib publishes in tests/isolation_test.py', (rule, expected) => {
    const row = at([60, 60, 60, 60, 60, 70], [10, 10.1, 10.2, 10.3, 10.4, 10]);
    expect(answer(isolated(row, rule))).toEqual(expected);
  });

  const gaps = at([0, 1, 2, X, X, 5, 6, 7, 8], [0, 1, 2, 3, 4, X, X, 7, 8], [0, 1, 2, 3, 4, 5, 6, X, X]);

  it.each([
    [{ numMin: 1, radius: 160_000 }, [0, 0, 0, 1, 1, 1, 1, 0, 0]],
    [{ numMin: 1, radius: 160_000, verticalRadius: 100 }, [0, 0, 0, 1, 1, 1, 1, 1, 1]],
  ])('with %j gives titanlib’s flags where positions are missing (isolation_check.yml)', (rule, expected) => {
    expect(answer(isolated(gaps, rule))).toEqual(expected);
    expect(isolated([], rule)).toEqual([]);
  });

  it('finds neighbours across the date line', () => {
    expect(isolated(at([0, 0], [179.999, -179.999]), { numMin: 1, radius: 500 })).toEqual([false, false]);
  });
});
