import type { Band, Scale } from './band.ts';

/**
 * Bands of the European air quality index as revised in 2024 (ETC HE Report 2024/17): hourly means in µg/m³, upper
 * bounds of good, fair, moderate, poor and very poor.
 */
const BOUNDS: Readonly<Record<string, readonly number[]>> = {
  pm2_5: [5, 15, 50, 90, 140],
  pm10: [15, 45, 120, 195, 270],
  no2: [10, 25, 60, 100, 150],
  o3: [60, 100, 120, 160, 180],
  so2: [20, 40, 125, 190, 275],
};

/** The index's own colours. The last two look alike in grey, so every use adds a number or a word. */
const CLASSES: readonly Omit<Band, 'upTo'>[] = [
  { colour: '#50f0e6', ink: '#000000', word: 'band_good' },
  { colour: '#50ccaa', ink: '#000000', word: 'band_fair' },
  { colour: '#f0e641', ink: '#000000', word: 'band_moderate' },
  { colour: '#ff5050', ink: '#000000', word: 'band_poor' },
  { colour: '#960032', ink: '#ffffff', word: 'band_very_poor' },
  { colour: '#7d2181', ink: '#ffffff', word: 'band_extremely_poor' },
];

/** The index's scale for one of its five pollutants; undefined for other phenomena. */
export function eaqiScale(phenomenon: string): Scale | undefined {
  const bounds = BOUNDS[phenomenon];
  if (bounds === undefined) return undefined;
  const bands = CLASSES.map((band, i) => ({ ...band, upTo: bounds[i] ?? Number.POSITIVE_INFINITY }));
  return { bands, inclusive: true, note: 'legend_eaqi' };
}
