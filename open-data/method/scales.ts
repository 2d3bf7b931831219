import { type Band, SCOPE_NAMES } from '../../analysis/air/air-index.ts';
import type { EuropeanRule, EuropeanScale } from '../../analysis/air/european-scales.ts';
import { LEAST_WEIGHT, NEWEST, NOWCAST_HOURS } from '../../analysis/air/nowcast.ts';
import { AIR_SCALES } from '../../analysis/air/scales.ts';
import { US_AQI_2024, type UsRule } from '../../analysis/air/us-scale.ts';
import { COMPLETE } from '../../analysis/not-enough.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import { STATEMENTS } from './statements.ts';
import { AVERAGING_NAMES } from './words.ts';

/** Concentrations of one band, µg/m³. European bands begin above `from`, those of the US AQI at it. */
export interface Step {
  readonly band: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly aqi: [number, number] | null;
}

/** What an index asks of one pollutant. */
export interface ScaleRule {
  readonly pollutant: string;
  readonly averaging: string;
  readonly averagingNames: Names;
  /** Digits kept after the point, the rest cut off; null where nothing is cut. */
  readonly decimals: number | null;
  readonly steps: Step[];
}

/** An index with everything that it is computed by. */
export interface ScaleEntry {
  readonly id: string;
  readonly name: string;
  readonly bands: Band[];
  readonly rules: ScaleRule[];
  /** The index is whole with one pollutant of each group; empty where it never is. */
  readonly whole: string[][];
  readonly notComputed: string[];
  readonly source: string;
  readonly unverified: Names[];
}

function europeanRule(pollutant: string, { averaging, upper }: EuropeanRule): ScaleRule {
  const bounds = [null, ...upper, null];
  return {
    pollutant,
    averaging,
    averagingNames: AVERAGING_NAMES[averaging],
    decimals: null,
    steps: upper.concat(Number.NaN).map((_, at) => ({
      band: at + 1,
      from: bounds[at] ?? null,
      to: bounds[at + 1] ?? null,
      aqi: null,
    })),
  };
}

function european({ id, name, bands, rules, whole, source, unverified }: EuropeanScale): ScaleEntry {
  return {
    id,
    name,
    bands: [...bands],
    rules: Object.entries(rules).map(([pollutant, rule]) => europeanRule(pollutant, rule)),
    whole: whole.map((group) => [...group]),
    notComputed: [],
    source,
    unverified: [...unverified],
  };
}

function usRule(pollutant: string, { decimals, breakpoints }: UsRule): ScaleRule {
  return {
    pollutant,
    averaging: 'nowcast',
    averagingNames: AVERAGING_NAMES.nowcast,
    decimals,
    steps: breakpoints.map(({ concentration: [from, to], aqi }, at) => ({
      band: at + 1,
      from,
      to,
      aqi: [...aqi],
    })),
  };
}

function us({ bands, rules, notComputed, unverified, ...scale }: typeof US_AQI_2024): ScaleEntry {
  return {
    id: scale.id,
    name: scale.name,
    bands: [...bands],
    rules: Object.entries(rules).map(([pollutant, rule]) => usRule(pollutant, rule)),
    whole: [],
    notComputed: [...notComputed],
    source: scale.source,
    unverified: [...unverified],
  };
}

/** Every air index of the code, the one in force here first. */
export function scaleEntries(): ScaleEntry[] {
  return AIR_SCALES.map((scale) => (scale.id === US_AQI_2024.id ? us(scale) : european(scale)));
}

/** What holds for every index. */
export function indexRules() {
  return {
    complete: COMPLETE,
    completeNames: STATEMENTS.whole,
    worstNames: STATEMENTS.worst,
    scopes: Object.entries(SCOPE_NAMES).map(([scope, names]) => ({ scope, names })),
  };
}

/** The NowCast of the US AQI. */
export function nowCastEntry() {
  return {
    hours: NOWCAST_HOURS,
    leastWeight: LEAST_WEIGHT,
    newest: { ...NEWEST },
    formula: [
      `c = Σ cᵢ·wⁱ⁻¹ / Σ wⁱ⁻¹,  i = 1…${NOWCAST_HOURS}`,
      `w = max(${LEAST_WEIGHT}; min(cᵢ) / max(cᵢ))`,
    ],
    source: 'US EPA, NowCast for particles',
  };
}
