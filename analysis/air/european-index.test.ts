import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../local-day.ts';
import { NOT_ENOUGH_NAMES, WHY_NAMES } from '../not-enough.ts';
import { SCOPE_NAMES } from './air-index.ts';
import { europeanBand, europeanIndex } from './european-index.ts';
import { EAQI_2024, EAQI_BEFORE_2024 } from './european-scales.ts';
import type { HourValue, Pollutant } from './hour-value.ts';

const NOW = Date.UTC(2025, 0, 10, 12);
const one = (value: number, completeness = 1): HourValue[] => [{ hour: NOW, value, completeness }];
const back = (count: number, value: number): HourValue[] =>
  Array.from({ length: count }, (_, n) => ({ hour: NOW - n * HOUR, value, completeness: 1 }));

/** The bounds as published; a second copy, so that a slip in the data shows. */
const PUBLISHED: Record<string, Partial<Record<Pollutant, number[]>>> = {
  'eaqi-2024': {
    pm2_5: [5, 15, 50, 90, 140],
    pm10: [15, 45, 120, 195, 270],
    no2: [10, 25, 60, 100, 150],
    o3: [60, 100, 120, 160, 180],
    so2: [20, 40, 125, 190, 275],
  },
  'eaqi-before-2024': {
    pm2_5: [10, 20, 25, 50, 75],
    pm10: [20, 40, 50, 100, 150],
    no2: [40, 90, 120, 230, 340],
    o3: [50, 100, 130, 240, 380],
    so2: [100, 200, 350, 500, 750],
  },
};

describe.each([EAQI_2024, EAQI_BEFORE_2024])('$name', (scale) => {
  it('changes band just above each published bound', () => {
    const published = PUBLISHED[scale.id] ?? {};
    expect(Object.keys(scale.rules).sort()).toEqual(Object.keys(published).sort());
    for (const [pollutant, bounds] of Object.entries(published) as [Pollutant, number[]][]) {
      const rule = scale.rules[pollutant];
      if (rule === undefined) throw new Error(pollutant);
      for (const [n, bound] of bounds.entries()) {
        expect(europeanBand(rule, bound), `${pollutant} ${bound}`).toBe(n + 1);
        expect(europeanBand(rule, bound + 0.1), `${pollutant} above ${bound}`).toBe(n + 2);
      }
    }
  });

  it('never gets better when a concentration rises', () => {
    const anything = fc.double({ noNaN: true, min: -100, max: 1e6 });
    for (const rule of Object.values(scale.rules))
      fc.assert(
        fc.property(anything, anything, (a, b) => {
          expect(europeanBand(rule, Math.min(a, b))).toBeLessThanOrEqual(europeanBand(rule, Math.max(a, b)));
        }),
      );
  });
});

describe('the European index of an hour', () => {
  it('is the worst pollutant, and whole with all five', () => {
    const series = { pm2_5: one(4), pm10: one(20), no2: one(70), o3: one(110), so2: one(1) };
    const index = europeanIndex(EAQI_2024, series, NOW);
    expect(index).toMatchObject({ enough: true, band: 4, decidedBy: ['no2'], scope: 'whole', missing: [] });
  });

  it('of a kit that measures particles says so, and names what is missing', () => {
    const index = europeanIndex(EAQI_2024, { pm2_5: one(16), pm10: one(46) }, NOW);
    expect(index).toMatchObject({ enough: true, band: 3, decidedBy: ['pm2_5', 'pm10'], scope: 'pm_only' });
    expect(index.missing.map(({ what, why }) => `${what} ${why}`)).toEqual([
      'no2 not_measured',
      'o3 not_measured',
      'so2 not_measured',
    ]);
    expect(SCOPE_NAMES.pm_only.en).toBe('PM index only');
  });

  it('is partial with some gases; the older index is whole with NO2, O3 and a particle size', () => {
    const series = { no2: one(5), o3: one(5), pm10: back(24, 5) };
    expect(europeanIndex(EAQI_2024, series, NOW)).toMatchObject({ scope: 'partial' });
    expect(europeanIndex(EAQI_BEFORE_2024, series, NOW)).toMatchObject({ scope: 'whole' });
  });

  it('is not given from an hour that is covered by less than 75 %, or that is another hour', () => {
    const lacking = { enough: false };
    expect(europeanIndex(EAQI_2024, { pm2_5: one(16, 0.74) }, NOW)).toMatchObject(lacking);
    expect(europeanIndex(EAQI_2024, { pm2_5: one(16) }, NOW + HOUR)).toMatchObject(lacking);
    expect(europeanIndex(EAQI_2024, { pm2_5: one(Number.NaN) }, NOW)).toMatchObject(lacking);
    expect(europeanIndex(EAQI_2024, { pm2_5: one(16, 0.75) }, NOW)).toMatchObject({ enough: true });
  });

  it('before 2024 takes particles as the mean of 24 hours, of which 18 must be there', () => {
    const older = (count: number) => europeanIndex(EAQI_BEFORE_2024, { pm2_5: back(count, 21) }, NOW);
    expect(older(18)).toMatchObject({
      enough: true,
      band: 3,
      parts: [{ averaging: 'running_24h', value: 21 }],
    });
    expect(older(17)).toMatchObject({
      enough: false,
      missing: [
        { what: 'pm2_5', why: 'incomplete', have: 17, need: 18, of: 24, unit: 'hours' },
        ...Array(4).fill({}),
      ],
    });
  });

  it('of nothing is "not enough data", each pollutant not measured, in three languages', () => {
    const index = europeanIndex(EAQI_2024, {}, NOW);
    expect(index).toMatchObject({ enough: false });
    expect(index.missing.map(({ what, why }) => `${what}: ${WHY_NAMES[why].ca}`)).toContain(
      'no2: No mesurat',
    );
    expect(NOT_ENOUGH_NAMES).toEqual({
      ca: 'Dades insuficients',
      es: 'Datos insuficientes',
      en: 'Not enough data',
    });
  });
});
