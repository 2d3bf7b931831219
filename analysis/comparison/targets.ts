import type { Agreement } from './statistics.ts';

/** One figure that a comparison is held against. */
export interface Target {
  readonly metric: 'slope' | 'intercept' | 'r2' | 'rmse' | 'nrmse';
  /** Bounds included. */
  readonly min?: number;
  readonly max?: number;
}

/**
 * EPA's targets for PM2.5 sensors. RMSE or NRMSE may be met. The targets of precision (SD at most 5 µg/m³, or CV at most 30 %)
 * need three kits side by side and are not judged by one.
 */
export const EPA_PM25_TARGETS: readonly Target[] = [
  { metric: 'slope', min: 0.65, max: 1.35 },
  { metric: 'intercept', min: -5, max: 5 },
  { metric: 'r2', min: 0.7 },
  { metric: 'rmse', max: 7 },
  { metric: 'nrmse', max: 0.3 },
];

/** Where EPA's targets stand. */
export const EPA_SOURCE =
  'Duvall et al., Performance Testing Protocols, Metrics, and Target Values for Fine Particulate Matter Air Sensors, EPA/600/R-20/280 (2021)';

/** Whether a target is met; undefined where the figure could not be told. */
export function meets(agreement: Agreement, { metric, min, max }: Target): boolean | undefined {
  const value = agreement[metric];
  if (value === undefined) return undefined;
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** Largest uncertainty of indicative measurements: µg/m³ and share of the value. */
export interface IndicativeBar {
  readonly phenomenon: 'pm2_5' | 'pm10' | 'no2';
  readonly averaging: 'hour' | 'day' | 'year';
  readonly absolute: number;
  readonly relative: number;
  /** Limit value at which it is judged, µg/m³. */
  readonly limit: number;
  /** Share of the time that must be covered. */
  readonly coverage: number;
}

/** Directive (EU) 2024/2881, annex V (data quality) with the limit values of annex I for 2030. */
export const INDICATIVE_BARS: readonly IndicativeBar[] = [
  { phenomenon: 'pm2_5', averaging: 'year', absolute: 4, relative: 0.4, limit: 10, coverage: 0.13 },
  { phenomenon: 'pm10', averaging: 'year', absolute: 6, relative: 0.3, limit: 20, coverage: 0.13 },
  { phenomenon: 'no2', averaging: 'year', absolute: 8, relative: 0.4, limit: 20, coverage: 0.13 },
  { phenomenon: 'pm2_5', averaging: 'day', absolute: 8.8, relative: 0.35, limit: 25, coverage: 0.5 },
  { phenomenon: 'pm10', averaging: 'day', absolute: 22.5, relative: 0.5, limit: 45, coverage: 0.5 },
  { phenomenon: 'no2', averaging: 'day', absolute: 12.5, relative: 0.25, limit: 50, coverage: 0.5 },
  { phenomenon: 'no2', averaging: 'hour', absolute: 50, relative: 0.25, limit: 200, coverage: 0.5 },
];

/** Where the bar stands. */
export const INDICATIVE_SOURCE = 'Directive (EU) 2024/2881, annexes I and V';
