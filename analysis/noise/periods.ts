import type { Names } from '../../domain/phenomena/phenomenon.ts';

/** The parts of a day that noise law tells apart. */
export const PERIODS = ['day', 'evening', 'night'] as const;
export type Period = (typeof PERIODS)[number];

/** dB added to a period before Lden sums them up: people are disturbed more easily (Directive 2002/49/EC Annex I). */
export const PENALTY: Readonly<Record<Period, number>> = { day: 0, evening: 5, night: 10 };

/** When the periods begin, as data. A noise day runs from the start of its day period to the next one, the night whole. */
export interface NoisePeriods {
  readonly id: string;
  readonly names: Names;
  /** Local hour at which each period begins: day < evening < night; the night ends where the next day begins. */
  readonly from: Readonly<Record<Period, number>>;
  readonly source: string;
}

/** Catalonia, Barcelona: 14 hours of day, 2 of evening, 8 of night. */
export const CATALONIA: NoisePeriods = {
  id: 'catalonia',
  names: { ca: 'Catalunya', es: 'Cataluña', en: 'Catalonia' },
  from: { day: 7, evening: 21, night: 23 },
  source: 'Open Data BCN, strategic noise map; Directive 2002/49/EC Annex I lets a state shorten the evening',
};

/** The European default: 12, 4 and 8 hours. */
export const EU_DEFAULT: NoisePeriods = {
  id: 'eu',
  names: { ca: 'Unió Europea', es: 'Unión Europea', en: 'European Union' },
  from: { day: 7, evening: 19, night: 23 },
  source: 'Directive 2002/49/EC Annex I',
};

/** Nominal hours of each period: 24 together. */
export function hoursOfPeriods({ from }: NoisePeriods): Readonly<Record<Period, number>> {
  return {
    day: from.evening - from.day,
    evening: from.night - from.evening,
    night: 24 - from.night + from.day,
  };
}
