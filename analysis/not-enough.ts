import type { Names } from '../domain/phenomena/phenomenon.ts';

/** Share of the expected values that a mean, a word or a colour needs (US EPA 18 of 24 h; Directive 2008/50/EC Annex VII A). */
export const COMPLETE = 0.75;

/** What a result would have needed and did not get. */
export interface Missing {
  /** A phenomenon id, or the period that lacks values: `day`, `evening`, `night`, `hour`. */
  readonly what: string;
  /**
   * `not_measured`: no value was given. `incomplete`: some, too few. `not_in_scale`: this index is not computed from it. `trend_only`:
   * there are values, of a sensor without calibration, which show rise and fall and no amounts.
   */
  readonly why: 'not_measured' | 'incomplete' | 'not_in_scale' | 'trend_only';
  /** Values there are, values it takes, values that would be all. In the unit that `unit` says. */
  readonly have: number;
  readonly need: number;
  readonly of: number;
  readonly unit: 'hours' | 'days' | 'readings';
}

/** The answer where the values do not carry one. */
export interface NotEnough {
  readonly enough: false;
  readonly missing: readonly Missing[];
}

/** "Not enough data", for want of `missing`. */
export function notEnough(...missing: readonly Missing[]): NotEnough {
  return { enough: false, missing };
}

/** What to say where there is no result. */
export const NOT_ENOUGH_NAMES: Names = {
  ca: 'Dades insuficients',
  es: 'Datos insuficientes',
  en: 'Not enough data',
};

/** What to say of each thing that is missing. */
export const WHY_NAMES: Readonly<Record<Missing['why'], Names>> = {
  not_measured: { ca: 'No mesurat', es: 'No medido', en: 'Not measured' },
  incomplete: { ca: 'Massa pocs valors', es: 'Demasiado pocos valores', en: 'Too few values' },
  not_in_scale: {
    ca: 'No inclòs en aquest índex',
    es: 'No incluido en este índice',
    en: 'Not included in this index',
  },
  trend_only: {
    ca: 'Sensor sense calibrar: només tendència',
    es: 'Sensor sin calibrar: solo tendencia',
    en: 'Sensor without calibration: trend only',
  },
};
