import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjusted,
  combinedLevel,
  type Decibels,
  decibels,
  energyMean,
  energySum,
  inDecibels,
} from './decibel.ts';

const levels = (values: readonly number[]) => values.map(decibels);
const shown = (level: Decibels | undefined) => (level === undefined ? undefined : inDecibels(level));

describe('sound levels', () => {
  it('cannot be added up, scaled or averaged arithmetically: the compiler refuses', () => {
    const [a, b] = [decibels(60), decibels(70)];
    // @ts-expect-error a level is no number to add
    expect(a + b).toBe(130);
    // @ts-expect-error nor to divide
    expect(a / 2).toBe(30);
    // @ts-expect-error nor to hand to a function on numbers
    expect(Math.max(a, b)).toBe(70);
    // @ts-expect-error and no number is a level until it is said to be one
    expect(inDecibels(60)).toBe(60);
  });

  it('are averaged as energy: 50 and 70 dB are 67.03 dB, not 60', () => {
    expect(shown(energyMean(levels([50, 70])))).toBeCloseTo(67.033, 3);
  });

  it('of two equal sources are 3.01 dB higher together', () => {
    expect(shown(energySum(levels([60, 60])))).toBeCloseTo(63.0103, 4);
  });

  it('are combined by the time that each stands for', () => {
    const parts = [
      { level: decibels(70), weight: 15 },
      { level: decibels(60), weight: 45 },
      { level: decibels(120), weight: 0 },
    ];
    expect(shown(combinedLevel(parts))).toBeCloseTo(10 * Math.log10((1e7 + 3e6) / 4), 9);
  });

  it('have no mean and no sum when there are none, or none that lasts', () => {
    expect(energyMean([])).toBeUndefined();
    expect(energySum([])).toBeUndefined();
    expect(combinedLevel([{ level: decibels(60), weight: 0 }])).toBeUndefined();
  });

  it('take a penalty in dB', () => {
    expect(inDecibels(adjusted(decibels(50), 10))).toBe(60);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is none', (value) => {
    expect(() => decibels(value)).toThrow(RangeError);
  });

  it('average to something between lowest and highest and never below their arithmetic mean, however wild', () => {
    const wild = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(wild, (values) => {
        const mean = shown(energyMean(levels(values))) ?? Number.NaN;
        const arithmetic = values.reduce((sum, v) => sum + v, 0) / values.length;
        const room = 1e-9 * Math.max(1, ...values.map(Math.abs));
        expect(mean).toBeGreaterThanOrEqual(arithmetic - room);
        expect(mean).toBeLessThanOrEqual(Math.max(...values) + room);
      }),
    );
  });

  it('give the same level whether combined at once or hour by hour', () => {
    const part = fc.record({
      db: fc.double({ noNaN: true, min: 0, max: 140 }),
      weight: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 20 }), fc.nat(), (given, cut) => {
        const parts = given.map(({ db, weight }) => ({ level: decibels(db), weight }));
        const at = 1 + (cut % (parts.length - 1));
        const halves = [parts.slice(0, at), parts.slice(at)].map((half) => ({
          level: combinedLevel(half) ?? decibels(0),
          weight: half.reduce((sum, { weight }) => sum + weight, 0),
        }));
        expect(shown(combinedLevel(halves))).toBeCloseTo(shown(combinedLevel(parts)) ?? Number.NaN, 9);
      }),
    );
  });
});
