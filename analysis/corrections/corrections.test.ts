import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationSchema } from '../../domain/calibration.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { corrected, growthFactor } from './apply.ts';
import { calibrationAs } from './calibration.ts';
import { CORRECTIONS, correctionOf } from './catalogue.ts';
import { correct, HUMIDITY_WITHIN, NOT_APPLIED_NAMES } from './correct.ts';
import { fitOf } from './fits.ts';

const NOW = Date.UTC(2025, 0, 10, 12);
const one = (value: number) => [{ time: NOW, value }];

function method(id: string) {
  const found = correctionOf(id);
  if (found === undefined) throw new Error(id);
  return found.method;
}
const EPA = method('epa-barkjohn-extended');

describe('the EPA correction of Plantower sensors', () => {
  it('is as published: 20 µg/m³ at 50 % are 11.92', () => {
    expect(corrected(method('epa-barkjohn'), 20, 50)).toBeCloseTo(11.92, 10);
    expect(corrected(EPA, 20, 50)).toBeCloseTo(11.92, 10);
  });

  it('is piecewise as published: 100 µg/m³ at 40 % are 80.902', () => {
    expect(corrected(EPA, 100, 40)).toBeCloseTo(80.902, 10);
  });

  it('follows the published formulas of all five ranges', () => {
    const published = (p: number, rh: number) => {
      if (p < 30) return 0.524 * p - 0.0862 * rh + 5.75;
      if (p < 50) {
        const w = p / 20 - 3 / 2;
        return (0.786 * w + 0.524 * (1 - w)) * p - 0.0862 * rh + 5.75;
      }
      if (p < 210) return 0.786 * p - 0.0862 * rh + 5.75;
      if (p >= 260) return 2.966 + 0.69 * p + 8.84e-4 * p ** 2;
      const w = p / 50 - 21 / 5;
      const linear = (0.69 * w + 0.786 * (1 - w)) * p - 0.0862 * rh * (1 - w);
      return linear + 2.966 * w + 5.75 * (1 - w) + 8.84e-4 * p ** 2 * w;
    };
    for (const rh of [0, 35, 100])
      for (let p = 0; p <= 600; p += 2.5)
        expect(corrected(EPA, p, rh), `${p} at ${rh} %`).toBeCloseTo(Math.max(0, published(p, rh)), 9);
  });

  it('is never below 0, and holds humidity within 0 to 100 %', () => {
    expect(corrected(EPA, 0, 100)).toBe(0);
    expect(corrected(EPA, 20, 130)).toBe(corrected(EPA, 20, 100));
    expect(corrected(EPA, 20, -5)).toBe(corrected(EPA, 20, 0));
  });

  it('has no jump anywhere and never falls as the raw value rises', () => {
    const raw = fc.double({ noNaN: true, min: 0, max: 1000 });
    fc.assert(
      fc.property(raw, fc.double({ noNaN: true, min: 0, max: 100 }), (p, rh) => {
        const [here, there] = [
          corrected(EPA, p, rh) ?? Number.NaN,
          corrected(EPA, p + 0.001, rh) ?? Number.NaN,
        ];
        expect(there).toBeGreaterThanOrEqual(here);
        expect(there - here).toBeLessThan(0.01);
      }),
    );
  });
});

describe('the κ-Köhler correction', () => {
  it.each([
    [80, 1.9697],
    [95, 5.6061],
  ])('divides by the published factor at %d %%', (rh, factor) => {
    expect(Number(growthFactor(0.4, 1.65, rh).toFixed(4))).toBe(factor);
    expect(corrected(method('kappa-koehler'), 100, rh)).toBeCloseTo(100 / growthFactor(0.4, 1.65, rh), 12);
  });

  it('takes humidity above 95 % as 95 %, and leaves dry air alone', () => {
    const koehler = method('kappa-koehler');
    expect(corrected(koehler, 100, 100)).toBe(corrected(koehler, 100, 95));
    expect(corrected(koehler, 100, 0)).toBe(100);
  });
});

describe('a series', () => {
  it('is corrected with the humidity nearest in time, raw values untouched', () => {
    const raw = [...one(20), { time: NOW + 60_000, value: 100 }];
    const humidity = [
      { time: NOW + 50_000, value: 40 },
      { time: NOW - 1000, value: 50 },
    ];
    const found = correct(raw, 'epa-barkjohn-extended', humidity);
    expect(found).toMatchObject({
      correction: 'epa-barkjohn-extended@2021-smoke',
      appliedTo: 2,
      notApplied: [],
    });
    expect(found.values.map((value) => value?.toFixed(3))).toEqual(['11.920', '80.902']);
    expect(raw).toEqual([...one(20), { time: NOW + 60_000, value: 100 }]);
  });

  it('is not corrected without humidity, or with one that is too old', () => {
    const notApplied = [{ reason: 'no_humidity', count: 1 }];
    const old = [{ time: NOW - HUMIDITY_WITHIN - 1, value: 50 }];
    for (const humidity of [[], old, one(Number.NaN)])
      expect(correct(one(20), 'kappa-koehler', humidity)).toMatchObject({
        values: [null],
        appliedTo: 0,
        notApplied,
      });
  });

  it('of a gas is a trend only', () => {
    expect(correct(one(20), 'gas-trend-only', one(50))).toEqual({
      correction: 'gas-trend-only@1',
      values: [null],
      appliedTo: 0,
      notApplied: [{ reason: 'trend_only', count: 1 }],
    });
  });

  it('is not corrected by what does not exist', () => {
    expect(correct(one(20), 'magic', [])).toMatchObject({
      correction: 'magic',
      notApplied: [{ reason: 'unknown_correction', count: 1 }],
    });
    expect(NOT_APPLIED_NAMES.unknown_correction.en).toBe('There is no such correction');
  });

  it('accounts for every value, and gives finite numbers or none, whatever it holds', () => {
    const sample = fc.record({ time: fc.integer({ min: NOW, max: NOW + 3_600_000 }), value: fc.double() });
    const id = fc.constantFrom(...CORRECTIONS.map((c) => c.id));
    fc.assert(
      fc.property(fc.array(sample), fc.array(sample), id, (series, humidity, correction) => {
        const found = correct(series, correction, humidity);
        expect(found.values).toHaveLength(series.length);
        const left = found.notApplied.reduce((sum, { count }) => sum + count, 0);
        expect(found.appliedTo + left).toBe(series.length);
        for (const value of found.values) expect(value === null || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe('a declared calibration', () => {
  const declared = {
    id: 'eixample-no2',
    version: '2025-03',
    phenomenon: 'no2',
    slope: 0.8,
    offset: 4,
    coLocation: {
      report: 'https://example.org/report',
      station: 'Barcelona (Eixample)',
      from: '2025-01-01',
      to: '2025-02-01',
      pairs: 700,
    },
  };

  it('corrects linearly, needs no humidity and names its report', () => {
    const calibration = calibrationAs(calibrationSchema.parse(declared));
    expect(correct(one(50), calibration, [])).toMatchObject({
      correction: 'eixample-no2@2025-03',
      values: [44],
      appliedTo: 1,
    });
    expect(calibration.source).toContain('https://example.org/report');
    expect(calibration.coLocation?.pairs).toBe(700);
  });

  it.each([
    ['no slope', { slope: 0 }],
    ['no finite slope', { slope: Number.NaN }],
    ['no phenomenon', { phenomenon: 'x_mud' }],
    ['no report', { coLocation: undefined }],
    ['an end before its beginning', { coLocation: { ...declared.coLocation, to: '2024-01-01' } }],
    ['code', { formula: 'raw * 2' }],
  ])('with %s is refused', (_, change) => {
    expect(calibrationSchema.safeParse({ ...declared, ...change }).success).toBe(false);
  });
});

describe('the catalogue of corrections', () => {
  it('has each id once, knows its phenomena, and comes back whole from JSON', () => {
    expect(new Set(CORRECTIONS.map(({ id }) => id)).size).toBe(CORRECTIONS.length);
    for (const { phenomena } of CORRECTIONS)
      for (const id of phenomena) expect(phenomenonOf(id)?.id).toBe(id);
    expect(JSON.parse(JSON.stringify(CORRECTIONS))).toEqual(CORRECTIONS);
  });

  it('says for the particles and gases of every kit model what fits and why', () => {
    for (const model of KIT_MODELS)
      for (const id of ['pm2_5', 'pm10', 'no2', 'eco2', 'tvoc'].filter((p) => model.phenomena.includes(p))) {
        const fit = fitOf(model, id);
        expect(fit?.reason.ca, `${model.id} ${id}`).toBeTruthy();
        if (fit?.correction !== undefined) expect(correctionOf(fit.correction)?.phenomena).toContain(id);
      }
  });

  it.each([
    ['airrohr-sds011-dht22', 'pm10', 'kappa-koehler'],
    ['smart-citizen-2-1', 'pm2_5', 'epa-barkjohn-extended'],
    ['airgradient-open-air', 'pm2_5', 'epa-barkjohn-extended'],
    ['smart-citizen-2-1', 'tvoc', 'gas-trend-only'],
    ['smart-citizen-2-3', 'pm2_5', undefined],
    ['airgradient-one', 'co2', undefined],
    ['airgradient-one', 'temperature', undefined],
  ])('fits %s %s with %s', (id, phenomenon, correction) => {
    const model = KIT_MODELS.find((known) => known.id === id);
    expect(model && fitOf(model, phenomenon)?.correction).toBe(correction);
  });
});
