import { describe, expect, it } from 'vitest';
import { bandOf, lowerBound, type Scale } from './band.ts';
import { NOISE_SCALE } from './noise.ts';
import { rampScale } from './ramp.ts';
import { scaleFor } from './scale-for.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const POLLUTANTS = ['pm2_5', 'pm10', 'no2', 'o3', 'so2'];
const wordAt = (scale: Scale, value: number) => bandOf(scale, value)?.word;

describe('The European index', () => {
  it.each([
    ['pm2_5', [5, 15, 50, 90, 140]],
    ['pm10', [15, 45, 120, 195, 270]],
    ['no2', [10, 25, 60, 100, 150]],
    ['o3', [60, 100, 120, 160, 180]],
    ['so2', [20, 40, 125, 190, 275]],
  ] as const)(
    'ends its classes of %s at the bounds of 2024, which still belong to the lower class',
    (id, bounds) => {
      const words = ['band_good', 'band_fair', 'band_moderate', 'band_poor', 'band_very_poor'];
      for (const [i, bound] of bounds.entries()) {
        expect(wordAt(scaleFor(id, []), bound)).toBe(words[i]);
        expect(wordAt(scaleFor(id, []), bound + 0.1)).not.toBe(words[i]);
      }
      expect(wordAt(scaleFor(id, []), 5000)).toBe('band_extremely_poor');
      expect(wordAt(scaleFor(id, []), -1)).toBe('band_good');
    },
  );
});

describe('Noise', () => {
  it('has classes of 10 dB whose bounds belong to the louder one', () => {
    expect(wordAt(NOISE_SCALE, 44.9)).toBe('band_quiet');
    expect(wordAt(NOISE_SCALE, 45)).toBe('band_moderate_noise');
    expect(wordAt(NOISE_SCALE, 65)).toBe('band_loud');
    expect(wordAt(NOISE_SCALE, 75)).toBe('band_very_loud');
  });

  it('is the scale of LAeq only', () => {
    expect(scaleFor('noise_laeq', [])).toBe(NOISE_SCALE);
    expect(scaleFor('noise_lceq', [50, 60]).note).toBe('legend_ramp');
  });
});

describe('A ramp', () => {
  it.each([
    [[8.9, 42.6]],
    [[101_200, 101_390]],
    [[-12, 3]],
    [[0.001, 0.0042]],
    [[0, 1000]],
    [[21.5]],
    [[0]],
    [[]],
  ])('over %j has round rising bounds and a class for every value', (values) => {
    const scale = rampScale(values);
    const bounds = scale.bands.slice(0, -1).map(({ upTo }) => upTo);
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    expect(new Set(bounds).size).toBe(4);
    for (const bound of bounds) expect(String(bound).length).toBeLessThan(9);
    for (const value of values) expect(bandOf(scale, value)).toBeDefined();
  });

  it('puts the lowest value in the lower half and the highest in the upper half', () => {
    const scale = rampScale([8.9, 20, 42.6]);
    const at = (value: number) => {
      const band = bandOf(scale, value);
      return band === undefined ? -1 : scale.bands.indexOf(band);
    };
    expect([0, 1]).toContain(at(8.9));
    expect(at(42.6)).toBeGreaterThan(2);
  });

  it('puts a single value in the middle', () => {
    expect(wordAt(rampScale([21.5]), 21.5)).toBe('band_middle');
  });

  it('ignores what is no number', () => {
    expect(rampScale([Number.NaN, 10, 20])).toEqual(rampScale([10, 20]));
  });
});

describe('Every scale', () => {
  const scales = [...POLLUTANTS.map((id) => scaleFor(id, [])), NOISE_SCALE, rampScale([1, 9])];

  it('has ink that reads on its colours (WCAG 1.4.3: 4.5:1)', () => {
    for (const { bands } of scales)
      for (const { colour, ink } of bands) expect(contrast(colour, ink), colour).toBeGreaterThanOrEqual(4.5);
  });

  it('begins open and ends open', () => {
    for (const scale of scales) {
      const [first] = scale.bands;
      if (first === undefined) throw new Error('a scale without classes');
      expect(lowerBound(scale, first)).toBe(Number.NEGATIVE_INFINITY);
      expect(scale.bands.at(-1)?.upTo).toBe(Number.POSITIVE_INFINITY);
    }
  });

  it('of our own falls in lightness, so that it rises in grey too', () => {
    for (const { bands } of [NOISE_SCALE, rampScale([1, 9])]) {
      const light = bands.map(({ colour }) => luminance(colour));
      expect(light).toEqual([...light].sort((a, b) => b - a));
    }
  });
});
