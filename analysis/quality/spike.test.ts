import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from './level.ts';
import type { SpikeRule } from './parameters.ts';
import { seriesRulesOf } from './parameters.ts';
import type { Series } from './series.ts';
import { checkSpikes } from './spike.ts';

const HOUR = 3_600_000;

function lowerMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN;
}

/** The definition, word for word and slowly. */
function slowly({ times, values }: Series, rule: SpikeRule): number[] {
  return Array.from(values, (value, i) => {
    if (!Number.isFinite(value)) return LEVELS.missing;
    const from = (times[i] ?? 0) - rule.window;
    const window = Array.from(values).filter(
      (one, j) => j <= i && Number.isFinite(one) && (times[j] ?? 0) > from,
    );
    if (window.length < rule.count) return LEVELS.not_evaluated;
    const median = lowerMedian(window);
    const mad = lowerMedian(window.map((one) => Math.abs(one - median)));
    const distance = Math.abs(value - median);
    return distance > rule.floor && mad < distance / rule.k ? LEVELS.suspect : LEVELS.good;
  });
}

describe('spikes', () => {
  it('are beyond 10 MAD of the median, the tenth itself included in what is good', () => {
    // Median 3 and MAD 1 of the 21 values, whichever is the last.
    const calm = Array.from({ length: 20 }, (_, i) => 1 + (i % 5));
    const rule: SpikeRule = { k: 10, window: 100 * HOUR, count: 21, floor: 0 };
    const last = (value: number) =>
      checkSpikes({ times: [...calm, value].map((_, i) => i * HOUR), values: [...calm, value] }, rule).at(-1);
    expect(last(13)).toBe(LEVELS.good);
    expect(last(13.01)).toBe(LEVELS.suspect);
    expect(last(-7.01)).toBe(LEVELS.suspect);
  });

  it('of FILTER look 360 hours back and find a firework over a calm fortnight, but not within a bad week', () => {
    const rule = seriesRulesOf('pm2_5').spike;
    const hours = (values: readonly number[]) => ({ times: values.map((_, i) => i * HOUR), values });
    const calm = Array.from({ length: 400 }, (_, i) => 8 + (i % 7));
    expect(rule).toMatchObject({ k: 10, window: 360 * HOUR });
    expect(checkSpikes(hours([...calm, 120]), rule).at(-1)).toBe(LEVELS.suspect);
    const dirty = Array.from({ length: 400 }, (_, i) => 60 + 20 * (i % 7));
    expect(checkSpikes(hours([...calm, ...dirty, 190]), rule).at(-1)).toBe(LEVELS.good);
  });

  it('are as the definition has it, on any series', () => {
    const value = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 12 }) },
      { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 90, -40) },
      // Quarters, and deviations counted in powers of two, are exact: rounding is not what is compared.
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 48 }).map((quarters) => quarters / 4) },
    );
    const step = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(step, value), { maxLength: 80 }),
        fc.constantFrom(1, 2, 4, 8),
        (rows, k) => {
          let time = 0;
          const series = { times: rows.map(([by]) => (time += by)), values: rows.map(([, one]) => one) };
          const rule = { k, window: 30, count: 5, floor: 1 };
          expect([...checkSpikes(series, rule)]).toEqual(slowly(series, rule));
        },
      ),
      { numRuns: 500 },
    );
  });
});
