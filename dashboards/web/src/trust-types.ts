import type { Names } from '../../../domain/phenomena/phenomenon.ts';
import type { ReadingView, SeriesPoint } from './api-types.ts';

/** What the pages read of indices, noise, exceedances and hours (`docs/API.md`). Times are RFC 3339, UTC. */
export interface Missing {
  /** A phenomenon id, or the period that lacks values. */
  readonly what: string;
  readonly why: 'not_measured' | 'incomplete' | 'not_in_scale' | 'trend_only';
  readonly whyNames: Names;
  readonly have: number;
  readonly need: number;
  readonly of: number;
  readonly unit: 'hours' | 'days' | 'readings';
}

export interface IndexBand {
  /** 1 is the best. */
  readonly band: number;
  readonly id: string;
  readonly names: Names;
  readonly colour: string;
}

export interface IndexPart {
  readonly phenomenon: string;
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
  readonly averaging: 'hour' | 'running_24h' | 'day' | 'nowcast';
  readonly averagingNames: Names;
  /** 1 is the best. */
  readonly band: number;
  readonly aqi?: number;
  /** Above the last breakpoint of the scale. */
  readonly beyond?: boolean;
  readonly basis: 'raw' | 'corrected';
  readonly correction: string | null;
}

interface IndexHead {
  readonly scale: string;
  readonly name: string;
}

export interface WholeIndex extends IndexHead {
  readonly enough: true;
  readonly band: IndexBand;
  readonly aqi?: number;
  readonly decidedBy: readonly string[];
  readonly scope: 'whole' | 'pm_only' | 'partial';
  readonly scopeNames: Names;
  readonly averagingNames: Names;
  readonly parts: readonly IndexPart[];
  readonly missing: readonly Missing[];
}

export interface NoIndex extends IndexHead {
  readonly enough: false;
  readonly names: Names;
  readonly missing: readonly Missing[];
}

export type IndexView = WholeIndex | NoIndex;

export interface IndicesView {
  /** Start of the hour that the indices are of. */
  readonly hour: string;
  readonly kits: readonly { readonly kit: string; readonly indices: readonly IndexView[] }[];
}

export type LevelView =
  | { readonly enough: true; readonly level: number }
  | { readonly enough: false; readonly missing: readonly Missing[] };

export type NoiseTime = 'day' | 'evening' | 'night';
export type NoiseLevelsView = Readonly<Record<NoiseTime | 'lden', LevelView>>;

interface EventsHead {
  /** What counts as an event. */
  readonly definition: { readonly id: string; readonly names: Names; readonly source: string };
}

export type NightEventsView =
  | (EventsHead & {
      readonly enough: true;
      readonly threshold: number;
      readonly count: number;
      readonly events: readonly { readonly from: string; readonly to: string; readonly peak: number }[];
    })
  | (EventsHead & { readonly enough: false; readonly missing: readonly Missing[] });

export interface NoiseView {
  readonly zone: string;
  readonly periods: { readonly names: Names; readonly from: Readonly<Record<NoiseTime, number>> };
  readonly days: readonly (NoiseLevelsView & {
    /** Local date on which the noise day begins. */
    readonly date: string;
    readonly events: readonly NightEventsView[];
  })[];
  readonly over: NoiseLevelsView;
  readonly notes: readonly Names[];
}

interface StandardHead {
  readonly id: string;
  readonly kind: string;
  readonly pollutant: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly basis: 'raw' | 'corrected' | null;
}

export interface CountedStandardView extends StandardHead {
  readonly averaging: 'hour' | 'day' | 'max_8h';
  readonly allowed: number;
  readonly exceeded: readonly { readonly at: string; readonly value: number }[];
  readonly counted: number;
  readonly of: number;
  readonly verdict: 'over' | 'within' | 'undecided';
  readonly missing: Missing | null;
}

export interface MeanStandardView extends StandardHead {
  readonly averaging: 'year' | 'peak_season';
  readonly mean:
    | { readonly enough: true; readonly value: number }
    | { readonly enough: false; readonly missing: readonly Missing[] };
  readonly met: boolean | null;
}

export type StandardView = CountedStandardView | MeanStandardView;

export interface StandardSetView {
  readonly id: string;
  readonly names: Names;
  readonly standards: readonly StandardView[];
}

export interface ExceedancesView {
  readonly year: number;
  readonly zone: string;
  readonly sets: readonly StandardSetView[];
}

export interface HourView {
  readonly hour: string;
  readonly n: number;
  readonly completeness: number;
  /** Without bad readings; null where all are bad. */
  readonly mean: number | null;
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly corrected: number | null;
  readonly plusMinus: number | null;
  readonly basis: 'datasheet' | 'co_location' | null;
}

export interface SensorHours {
  readonly kit: string;
  readonly channel: string;
  readonly correction: string | null;
  readonly correctionNames: Names | null;
  readonly correctionReason: Names | null;
  readonly hours: readonly HourView[];
}

export interface HoursView {
  readonly phenomenon: string;
  readonly unit: string;
  readonly kits: readonly SensorHours[];
}

/** How far the checks trust a value. */
export type Level = 'good' | 'not_evaluated' | 'suspect' | 'bad';

/** A reading with what the checks and the corrections say of it. */
export interface JudgedReading extends ReadingView {
  readonly level?: Level;
  readonly corrected?: number | null;
  readonly correction?: string | null;
}

/** One kit's line of a series, with how many values of a bucket are bad and doubtful, and the percentiles and corrected means where asked for. */
export interface TrustedLine {
  readonly kit: string;
  readonly channel: string;
  readonly points: readonly SeriesPoint[];
  readonly flagged?: readonly (readonly [time: number, bad: number, suspect: number])[];
  readonly percentiles?: readonly (readonly [time: number, p10: number, p50: number, p90: number])[];
  /** The mean of a bucket, corrected; where asked for and the sensor has a correction. */
  readonly corrected?: readonly (readonly [time: number, value: number])[];
}

export interface TrustedSeries {
  readonly phenomenon: string;
  readonly unit: string;
  readonly bucketMs: number;
  readonly series: readonly TrustedLine[];
}
