import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../local-day.ts';
import type { HourValue } from './hour-value.ts';
import { nowCast } from './nowcast.ts';
import { usIndex, usNumber } from './us-index.ts';
import { US_AQI_2024 } from './us-scale.ts';

const { pm2_5, pm10 } = US_AQI_2024.rules;
/** AirNow's worked example, oldest first. */
const EXAMPLE = [34.9, 43, 50, 64.9, 69.2, 66.2, 53.7, 48.6, 49.2, 35, undefined, 21];
const NEWEST = Date.UTC(2025, 0, 10, 12);

function hoursOf(oldestFirst: readonly (number | undefined)[]): HourValue[] {
  return oldestFirst.flatMap((value, n) => {
    const hour = NEWEST - (oldestFirst.length - 1 - n) * HOUR;
    return value === undefined ? [] : [{ hour, value, completeness: 1 }];
  });
}

describe('the NowCast', () => {
  it('of the published example is 28.409801, which is AQI 87', () => {
    const cast = nowCast('pm2_5', EXAMPLE.toReversed());
    expect(cast.enough && cast.value.toFixed(6)).toBe('28.409801');
    const index = usIndex({ pm2_5: hoursOf(EXAMPLE) }, { by: 'nowcast', hour: NEWEST });
    expect(index).toMatchObject({ enough: true, aqi: 87, band: 2, parts: [{ value: 28.4 }] });
  });

  it('takes two of the three newest hours', () => {
    const all = EXAMPLE.toReversed();
    expect(nowCast('pm10', [undefined, undefined, ...all.slice(2)])).toEqual({
      enough: false,
      missing: [{ what: 'pm10', why: 'incomplete', have: 1, need: 2, of: 3, unit: 'hours' }],
    });
    expect(nowCast('pm10', [undefined, 10, 20])).toMatchObject({ enough: true });
    expect(nowCast('pm10', [])).toMatchObject({ enough: false, missing: [{ why: 'not_measured' }] });
  });

  it('looks back twelve hours and no further', () => {
    const twelve: number[] = Array(12).fill(10);
    expect(nowCast('pm2_5', [...twelve, 500])).toEqual(nowCast('pm2_5', twelve));
  });

  it('lies between the lowest and the highest hour, whatever the hours are', () => {
    const hour = fc.option(fc.double({ noNaN: true, min: -5, max: 2000 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(hour, { maxLength: 14 }), (hours) => {
        const cast = nowCast('pm2_5', hours);
        if (!cast.enough) return;
        const present = hours.slice(0, 12).filter((value) => value !== undefined);
        expect(cast.value).toBeGreaterThanOrEqual(Math.min(...present) - 1e-9);
        expect(cast.value).toBeLessThanOrEqual(Math.max(...present) + 1e-9);
      }),
    );
  });
});

describe('the number of a concentration', () => {
  it.each([
    [0, 0],
    [9, 50],
    [9.1, 51],
    [35.4, 100],
    [35.5, 101],
    [55.4, 150],
    [55.5, 151],
    [125.4, 200],
    [125.5, 201],
    [225.4, 300],
    [225.5, 301],
    [325.4, 500],
  ])('PM2.5 of %d is AQI %d', (value, aqi) => {
    expect(usNumber(pm2_5, value)).toMatchObject({ aqi, beyond: false });
  });

  it.each([
    [54, 50],
    [55, 51],
    [154, 100],
    [155, 101],
    [254, 150],
    [255, 151],
    [354, 200],
    [355, 201],
    [424, 300],
    [425, 301],
    [604, 500],
  ])('PM10 of %d is AQI %d', (value, aqi) => {
    expect(usNumber(pm10, value)).toMatchObject({ aqi, beyond: false });
  });

  it('is of the concentration cut off, not rounded: no value falls between two steps', () => {
    expect(usNumber(pm2_5, 9.0999)).toMatchObject({ value: 9, aqi: 50 });
    expect(usNumber(pm2_5, 35.49)).toMatchObject({ value: 35.4, aqi: 100 });
    expect(usNumber(pm10, 154.99)).toMatchObject({ value: 154, aqi: 100 });
    for (let tenths = 0; tenths <= 3254; tenths++)
      expect(usNumber(pm2_5, tenths / 10).value).toBe(tenths / 10);
  });

  it('stays at 500 beyond the scale and says so; below 0 it is 0', () => {
    expect(usNumber(pm2_5, 325.5)).toEqual({ value: 325.5, aqi: 500, band: 6, beyond: true });
    expect(usNumber(pm10, -3)).toMatchObject({ value: 0, aqi: 0, band: 1 });
  });

  it('is a whole number in its own band and never falls as the concentration rises', () => {
    const concentration = fc.double({ noNaN: true, min: -10, max: 1e5 });
    fc.assert(
      fc.property(concentration, concentration, (a, b) => {
        const [low, high] = [usNumber(pm2_5, Math.min(a, b)), usNumber(pm2_5, Math.max(a, b))];
        expect(Number.isInteger(low.aqi)).toBe(true);
        expect(low.aqi).toBeLessThanOrEqual(high.aqi);
        expect(low.band).toBeLessThanOrEqual(high.band);
      }),
    );
  });
});

describe('the US AQI', () => {
  const day = { by: 'day', date: '2025-01-10', zone: 'Europe/Madrid' } as const;
  const start = Date.UTC(2025, 0, 9, 23);
  const dayOf = (count: number, value: number): HourValue[] =>
    Array.from({ length: count }, (_, n) => ({ hour: start + n * HOUR, value, completeness: 1 }));

  it('of a day takes 18 of its 24 local hours', () => {
    expect(usIndex({ pm2_5: dayOf(18, 40) }, day)).toMatchObject({ enough: true, aqi: 112, band: 3 });
    expect(usIndex({ pm2_5: dayOf(17, 40) }, day)).toMatchObject({
      enough: false,
      missing: [
        { what: 'pm2_5', have: 17, need: 18, of: 24 },
        { what: 'pm10', why: 'not_measured' },
      ],
    });
  });

  it('beyond the last breakpoint is 500 and marked', () => {
    const index = usIndex({ pm2_5: dayOf(24, 400), pm10: dayOf(24, 10) }, day);
    expect(index).toMatchObject({ aqi: 500, band: 6, parts: [{ beyond: true }, { aqi: 9 }] });
    expect(index.enough && index.parts[1]).not.toHaveProperty('beyond');
  });

  it('is the higher of the two particle sizes, a PM index only, with the gases named', () => {
    const index = usIndex({ pm2_5: dayOf(24, 5), pm10: dayOf(24, 160) }, day);
    expect(index).toMatchObject({ aqi: 103, decidedBy: ['pm10'], scope: 'pm_only' });
    expect(index.missing.map(({ what }) => what)).toEqual(['o3', 'no2', 'so2', 'co']);
  });
});
