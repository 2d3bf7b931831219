import type { Names } from '../../domain/phenomena/phenomenon.ts';
import type { Missing } from '../not-enough.ts';
import type { Pollutant } from './hour-value.ts';

/** One step of an index, as its publisher names and colours it. */
export interface Band {
  /** 1 is the best. */
  readonly band: number;
  readonly id: string;
  readonly names: Names;
  /** `#RRGGBB`. Never shown without word or number: several cannot be told apart by colour alone. */
  readonly colour: string;
}

/** What one pollutant adds to an index. */
export interface IndexPart {
  readonly pollutant: Pollutant;
  /** Concentration that was judged, µg/m³: a mean over `averaging`, truncated where the index wants it so. */
  readonly value: number;
  readonly averaging: 'hour' | 'running_24h' | 'day' | 'nowcast';
  readonly band: number;
  /** The number of the US AQI; European indices have none. */
  readonly aqi?: number;
  /** Above the last breakpoint: the number is then the scale's highest, and the true one unknown. */
  readonly beyond?: true;
}

/** What each averaging is called. */
export const AVERAGING_NAMES: Readonly<Record<IndexPart['averaging'], Names>> = {
  hour: { ca: 'Mitjana de l’hora', es: 'Media de la hora', en: 'Mean of the hour' },
  running_24h: {
    ca: 'Mitjana de les últimes 24 hores',
    es: 'Media de las últimas 24 horas',
    en: 'Mean of the last 24 hours',
  },
  day: { ca: 'Mitjana del dia', es: 'Media del día', en: 'Mean of the day' },
  nowcast: {
    ca: 'NowCast: mitjana ponderada de les últimes 12 hores',
    es: 'NowCast: media ponderada de las últimas 12 horas',
    en: 'NowCast: weighted mean of the last 12 hours',
  },
};

/** Whether an index stands on all that it asks for, on particles alone, or on something between. */
export type Scope = 'whole' | 'pm_only' | 'partial';

/** An index value: the worst of its parts. */
export interface AirIndex {
  readonly enough: true;
  /** Id of the scale. */
  readonly scale: string;
  readonly band: number;
  /** The highest of the parts' numbers (US AQI). */
  readonly aqi?: number;
  /** The pollutants that decide: those in the worst band, or with the highest number. */
  readonly decidedBy: readonly Pollutant[];
  readonly parts: readonly IndexPart[];
  readonly scope: Scope;
  /** Pollutants of the scale without a value. */
  readonly missing: readonly Missing[];
}

/** What to say beside an index that does not stand on everything. */
export const SCOPE_NAMES: Readonly<Record<Scope, Names>> = {
  whole: { ca: 'Índex complet', es: 'Índice completo', en: 'Full index' },
  pm_only: { ca: 'Índex només de partícules', es: 'Índice solo de partículas', en: 'PM index only' },
  partial: {
    ca: 'Índex parcial: hi falten contaminants',
    es: 'Índice parcial: faltan contaminantes',
    en: 'Partial index: pollutants are missing',
  },
};

const PARTICLES: readonly Pollutant[] = ['pm2_5', 'pm10'];

/** The scope of an index of these pollutants; it is whole with one of each group in `asked`. */
export function scopeOf(judged: readonly Pollutant[], asked: readonly (readonly Pollutant[])[]): Scope {
  if (asked.every((group) => group.some((one) => judged.includes(one)))) return 'whole';
  return judged.every((one) => PARTICLES.includes(one)) ? 'pm_only' : 'partial';
}
