import type { Names } from '../../domain/phenomena/phenomenon.ts';
import type { Band } from './air-index.ts';
import type { Pollutant } from './hour-value.ts';

/** What a European index asks of one pollutant. */
export interface EuropeanRule {
  readonly averaging: 'hour' | 'running_24h';
  /** Upper bounds of bands 1 to 5, µg/m³; above the last is band 6. */
  readonly upper: readonly [number, number, number, number, number];
}

/** A European Air Quality Index, as data. */
export interface EuropeanScale {
  readonly id: string;
  readonly name: string;
  readonly bands: readonly Band[];
  /** What its values are means of, in words. */
  readonly averagingNames: Names;
  readonly rules: Readonly<Partial<Record<Pollutant, EuropeanRule>>>;
  /** The index is whole with one pollutant of each group. */
  readonly whole: readonly (readonly Pollutant[])[];
  readonly source: string;
  /** What stands in no source that was read, in words. */
  readonly unverified: readonly Names[];
}

const BANDS: readonly Band[] = [
  { band: 1, id: 'good', names: { ca: 'Bona', es: 'Buena', en: 'Good' }, colour: '#50F0E6' },
  {
    band: 2,
    id: 'fair',
    names: { ca: 'Raonablement bona', es: 'Razonablemente buena', en: 'Fair' },
    colour: '#50CCAA',
  },
  { band: 3, id: 'moderate', names: { ca: 'Regular', es: 'Regular', en: 'Moderate' }, colour: '#F0E641' },
  { band: 4, id: 'poor', names: { ca: 'Desfavorable', es: 'Desfavorable', en: 'Poor' }, colour: '#FF5050' },
  {
    band: 5,
    id: 'very_poor',
    names: { ca: 'Molt desfavorable', es: 'Muy desfavorable', en: 'Very poor' },
    colour: '#960032',
  },
  {
    band: 6,
    id: 'extremely_poor',
    names: { ca: 'Extremadament desfavorable', es: 'Extremadamente desfavorable', en: 'Extremely poor' },
    colour: '#7D2181',
  },
];

const hourly = (...upper: EuropeanRule['upper']): EuropeanRule => ({ averaging: 'hour', upper });
const running = (...upper: EuropeanRule['upper']): EuropeanRule => ({ averaging: 'running_24h', upper });

const INCLUSIVE: Names = {
  ca: 'Un valor just al límit superior compta en la banda inferior, com fan la majoria de programes; no s’ha comprovat a l’informe.',
  es: 'Un valor justo en el límite superior cuenta en la banda inferior, como hacen la mayoría de programas; no se ha comprobado en el informe.',
  en: 'A value on an upper bound is counted in the lower band, as most programs do; the report was not checked for it.',
};

/** The index as revised in 2024: hourly concentrations of all five pollutants. */
export const EAQI_2024: EuropeanScale & { readonly id: 'eaqi-2024' } = {
  id: 'eaqi-2024',
  name: 'European Air Quality Index (2024)',
  bands: BANDS,
  averagingNames: { ca: 'Mitjanes de l’hora', es: 'Medias de la hora', en: 'Means of the hour' },
  rules: {
    pm2_5: hourly(5, 15, 50, 90, 140),
    pm10: hourly(15, 45, 120, 195, 270),
    no2: hourly(10, 25, 60, 100, 150),
    o3: hourly(60, 100, 120, 160, 180),
    so2: hourly(20, 40, 125, 190, 275),
  },
  whole: [['pm2_5'], ['pm10'], ['no2'], ['o3'], ['so2']],
  source: 'ETC HE Report 2024/17 (EEA)',
  unverified: [INCLUSIVE],
};

/** The index before 2024, for comparison: particles as 24-hour running means, gases by the hour. */
export const EAQI_BEFORE_2024: EuropeanScale & { readonly id: 'eaqi-before-2024' } = {
  id: 'eaqi-before-2024',
  name: 'European Air Quality Index (before 2024)',
  bands: BANDS,
  averagingNames: {
    ca: 'Partícules: mitjana de les últimes 24 hores; gasos: mitjana de l’hora',
    es: 'Partículas: media de las últimas 24 horas; gases: media de la hora',
    en: 'Particles: mean of the last 24 hours; gases: mean of the hour',
  },
  rules: {
    pm2_5: running(10, 20, 25, 50, 75),
    pm10: running(20, 40, 50, 100, 150),
    no2: hourly(40, 90, 120, 230, 340),
    o3: hourly(50, 100, 130, 240, 380),
    so2: hourly(100, 200, 350, 500, 750),
  },
  // The rule for stations away from traffic; beside traffic ozone may be missing, but a kit does not know where it hangs.
  whole: [['no2'], ['o3'], ['pm2_5', 'pm10']],
  source: 'EEA, European Air Quality Index, bands before the revision of 2024',
  unverified: [INCLUSIVE],
};
