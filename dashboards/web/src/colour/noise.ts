import type { Scale } from './band.ts';

/** Levels in steps of 10 dB, as noise maps draw them; colours fall in lightness, so they rise in grey too. */
export const NOISE_SCALE: Scale = {
  inclusive: false,
  note: 'legend_noise',
  bands: [
    { upTo: 45, colour: '#d9f0c4', ink: '#000000', word: 'band_quiet' },
    { upTo: 55, colour: '#f5dd7e', ink: '#000000', word: 'band_moderate_noise' },
    { upTo: 65, colour: '#f29b54', ink: '#000000', word: 'band_busy' },
    { upTo: 75, colour: '#c2384f', ink: '#ffffff', word: 'band_loud' },
    { upTo: Number.POSITIVE_INFINITY, colour: '#5f2167', ink: '#ffffff', word: 'band_very_loud' },
  ],
};
