import type { Band, Scale } from './band.ts';

/** Five steps of viridis, light to dark: lightness falls evenly, and it reads under all three colour-vision deficiencies. */
const STEPS: readonly Omit<Band, 'upTo'>[] = [
  { colour: '#fde725', ink: '#000000', word: 'band_lowest' },
  { colour: '#5ec962', ink: '#000000', word: 'band_low' },
  { colour: '#21918c', ink: '#000000', word: 'band_middle' },
  { colour: '#3b528b', ink: '#ffffff', word: 'band_high' },
  { colour: '#440154', ink: '#ffffff', word: 'band_highest' },
];

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `width`. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const step = [1, 2, 2.5, 5, 10].find((s) => s * power >= width * 0.999_999) ?? 10;
  return step * power;
}

/**
 * Five equal classes with round bounds over the values seen. With no value, or one only, every value falls in the
 * middle class.
 */
export function rampScale(values: readonly number[]): Scale {
  const seen = values.filter(Number.isFinite);
  const low = seen.length === 0 ? 0 : Math.min(...seen);
  const high = seen.length === 0 ? 0 : Math.max(...seen);
  const spread = high > low ? high - low : Math.max(Math.abs(low), 1);
  let width = roundWidth(spread / STEPS.length);
  let start = Math.floor((low + (high - low) / 2 - 2.5 * width) / width + 0.5) * width;
  if (start + STEPS.length * width < high || start > low) {
    width = roundWidth(width * 1.001);
    start = Math.floor(low / width) * width;
  }
  const bounds = STEPS.map((_, i) => Number((start + (i + 1) * width).toPrecision(12)));
  const last = STEPS.length - 1;
  const bands = STEPS.map((step, i) => ({
    ...step,
    upTo: i === last ? Number.POSITIVE_INFINITY : (bounds[i] ?? Number.POSITIVE_INFINITY),
  }));
  return { bands, inclusive: false, note: 'legend_ramp' };
}
