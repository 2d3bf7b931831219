import { AVERAGING_NAMES, type Band } from './air-index.ts';
import type { Pollutant } from './hour-value.ts';

/** Concentrations and index numbers of one step: [from, to] each, both included. */
export interface Breakpoint {
  readonly concentration: readonly [number, number];
  readonly aqi: readonly [number, number];
}

/** What the US AQI asks of one pollutant. */
export interface UsRule {
  /** Decimals that are kept; the rest is cut off, not rounded. */
  readonly decimals: number;
  readonly breakpoints: readonly Breakpoint[];
}

const NUMBERS = [
  [0, 50],
  [51, 100],
  [101, 150],
  [151, 200],
  [201, 300],
  [301, 500],
] as const;

function rule(decimals: number, ...concentrations: readonly (readonly [number, number])[]): UsRule {
  const breakpoints = NUMBERS.flatMap((aqi, step) => {
    const concentration = concentrations[step];
    return concentration === undefined ? [] : [{ concentration, aqi }];
  });
  return { decimals, breakpoints };
}

const BANDS: readonly Band[] = [
  { band: 1, id: 'good', names: { ca: 'Bona', es: 'Buena', en: 'Good' }, colour: '#00E400' },
  { band: 2, id: 'moderate', names: { ca: 'Moderada', es: 'Moderada', en: 'Moderate' }, colour: '#FFFF00' },
  {
    band: 3,
    id: 'unhealthy_for_sensitive_groups',
    names: {
      ca: 'Insalubre per a grups sensibles',
      es: 'Insalubre para grupos sensibles',
      en: 'Unhealthy for sensitive groups',
    },
    colour: '#FF7E00',
  },
  {
    band: 4,
    id: 'unhealthy',
    names: { ca: 'Insalubre', es: 'Insalubre', en: 'Unhealthy' },
    colour: '#FF0000',
  },
  {
    band: 5,
    id: 'very_unhealthy',
    names: { ca: 'Molt insalubre', es: 'Muy insalubre', en: 'Very unhealthy' },
    colour: '#8F3F97',
  },
  {
    band: 6,
    id: 'hazardous',
    names: { ca: 'Perillosa', es: 'Peligrosa', en: 'Hazardous' },
    colour: '#7E0023',
  },
];

/** The US Air Quality Index for particles, in force since 6 May 2024. Gases have breakpoints of their own, not kept here. */
export const US_AQI_2024 = {
  id: 'us-aqi-2024',
  name: 'US Air Quality Index (2024), particles',
  bands: BANDS,
  /** Of the number of an hour; that of a day is a mean of the day. */
  averagingNames: AVERAGING_NAMES.nowcast,
  rules: {
    pm2_5: rule(1, [0, 9], [9.1, 35.4], [35.5, 55.4], [55.5, 125.4], [125.5, 225.4], [225.5, 325.4]),
    pm10: rule(0, [0, 54], [55, 154], [155, 254], [255, 354], [355, 424], [425, 604]),
  } as const satisfies Partial<Record<Pollutant, UsRule>>,
  /** Pollutants of the full index that are not computed. */
  notComputed: ['o3', 'no2', 'so2', 'co'] as const satisfies readonly Pollutant[],
  source:
    'US EPA, Final Updates to the Air Quality Index (AQI) for Particulate Matter, fact sheet, 2024; AirNow forum for truncation',
  unverified: [
    {
      ca: 'Per sobre de 225,5 µg/m³ de PM2.5 els programes no coincideixen (un graó fins a 325,4 = 500, o dos); es fa servir el graó únic de la fitxa.',
      es: 'Por encima de 225,5 µg/m³ de PM2.5 los programas no coinciden (un escalón hasta 325,4 = 500, o dos); se usa el escalón único de la ficha.',
      en: 'Above 225.5 µg/m³ of PM2.5 programs disagree (one step to 325.4 = 500, or two); the fact sheet’s single step is used.',
    },
    {
      ca: 'Per sobre de l’últim límit el nombre es queda en 500 i es marca com a fora d’escala.',
      es: 'Por encima del último límite el número se queda en 500 y se marca como fuera de escala.',
      en: 'Above the last breakpoint the number stays at 500 and is marked as beyond the scale.',
    },
  ],
} as const;
