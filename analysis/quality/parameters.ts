import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';

const HOUR = 3_600_000;

/** A run of equal values is stuck from so many readings and so long on. */
export interface StuckRule {
  readonly count: number;
  /** ms from the first to the last value of the run. */
  readonly span: number;
  /** Difference up to which two values count as equal, in the phenomenon's unit. */
  readonly tolerance: number;
  /** Values that stand still for natural reasons, bounds included: darkness, saturated air, less than the instrument tells apart. */
  readonly rest?: readonly [number, number];
}

/** A spike is farther than `k` median absolute deviations from the median of the window that ends with the value. */
export interface SpikeRule {
  readonly k: number;
  /** ms. */
  readonly window: number;
  /** Values that a window must hold. */
  readonly count: number;
  /** Distance from the median below which nothing is a spike, in the phenomenon's unit: calm series have hardly any deviation. */
  readonly floor: number;
}

/** Two values at most `within` apart must not differ by more than `step`. */
export interface RateRule {
  readonly step: number;
  /** ms. */
  readonly within: number;
}

/** Figures of the checks that look at one series. */
export interface SeriesRules {
  readonly stuck?: StuckRule;
  readonly spike?: SpikeRule;
  readonly rate?: RateRule;
}

/** Three equal values in a row, for hourly data: the default of USEPA/sensortoolkit, `QC_Persistent_Values(tolerance=3)`. */
export const EPA_STUCK: StuckRule = { count: 3, span: 2 * HOUR, tolerance: 0 };

/** 10 MAD over 360 h, from FILTER (NILU, 2025). A day's worth of hourly values, and the floor, are this platform's. */
function filter(floor: number): SpikeRule {
  return { k: 10, window: 360 * HOUR, count: 24, floor };
}

function still(hours: number, rest?: readonly [number, number]): StuckRule {
  return { count: 3, span: hours * HOUR, tolerance: 0, ...(rest === undefined ? {} : { rest }) };
}

/** Stations that round to whole numbers repeat the few lowest for days: two in three of Barcelona's SO2 would be stuck. */
const LEAST = 5;

/** Largest steps from one minute to the next by Zahumenský (WMO, 2004); nothing is said of values farther apart than two. */
function perMinute(step: number): RateRule {
  return { step, within: 120_000 };
}

/** By group: counts of hours are this platform's, for sensors that round to whole numbers stand still in clean air. */
const BY_GROUP: Readonly<Record<string, SeriesRules>> = {
  particles: { stuck: still(6), spike: filter(20) },
  gases: { stuck: still(6, [Number.NEGATIVE_INFINITY, LEAST]), spike: filter(40) },
  noise: { stuck: still(2) },
};

const BY_ID: Readonly<Record<string, SeriesRules>> = {
  temperature: { stuck: still(6), spike: filter(15), rate: perMinute(3) },
  humidity: { stuck: still(6, [100, 100]), rate: perMinute(10) },
  pressure: { stuck: still(6), spike: filter(3000), rate: perMinute(50) },
  wind_speed: { stuck: still(6, [0, 0]), rate: perMinute(10) },
  illuminance: { stuck: still(6, [0, 0]) },
  // Traffic makes NO lognormal: its rush hours lie beyond 10 MAD on any working day.
  no: { stuck: still(6, [Number.NEGATIVE_INFINITY, LEAST]) },
  co: { stuck: still(6, [Number.NEGATIVE_INFINITY, 600]), spike: filter(2000) },
  co2: { stuck: still(6), spike: filter(400) },
  eco2: { stuck: still(6, [400, 400]) },
  tvoc: { stuck: still(6, [0, 0]) },
  voc_index: { stuck: still(6) },
  nox_index: { stuck: still(24, [1, 1]) },
};

/** The figures for a phenomenon; none for one that nothing is known of. */
export function seriesRulesOf(phenomenon: string): SeriesRules {
  const group = phenomenonOf(phenomenon)?.group;
  return BY_ID[phenomenon] ?? (group === undefined ? undefined : BY_GROUP[group]) ?? {};
}
