import type { Names } from '../../../domain/phenomena/phenomenon.ts';

/** What the pages read from `GET /comparisons` (`docs/API.md`). */
export interface AgreementView {
  readonly n: number;
  readonly slope: number;
  readonly intercept: number;
  readonly r: number;
  readonly r2: number;
  readonly bias: number;
  readonly rmse: number;
  /** 0.3 for 30 %. */
  readonly nrmse: number | null;
  readonly meanReference: number;
  readonly meanSensor: number;
}

export interface TargetView {
  readonly metric: 'slope' | 'intercept' | 'r2' | 'rmse' | 'nrmse';
  readonly min: number | null;
  readonly max: number | null;
  readonly value: number | null;
  readonly met: boolean | null;
}

export interface BarView {
  readonly averaging: 'hour' | 'day' | 'year';
  readonly limit: number;
  readonly absolute: number;
  readonly relative: number;
  readonly found: { readonly absolute: number; readonly relative: number } | null;
  readonly met: boolean | null;
}

export type Basis = 'raw' | 'corrected';

export interface ReportView {
  readonly basis: Basis;
  readonly enough: boolean;
  readonly missing: readonly { readonly what: string; readonly have: number; readonly need: number }[];
  readonly pairs: number;
  readonly completeness: number;
  readonly days: number;
  readonly agreement: AgreementView | null;
  readonly targets: { readonly hourly: readonly TargetView[]; readonly daily: readonly TargetView[] };
  readonly indicative: readonly BarView[];
}

export interface SideView {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly otherChannels: readonly string[];
  readonly first: string | null;
  readonly last: string | null;
}

/** Start of the hour (UTC ms), the station's mean, the kit's as sent and corrected. */
export type PairView = readonly [time: number, reference: number, raw: number, corrected: number | null];

export interface ComparisonView {
  readonly phenomenon: string;
  readonly from: string;
  readonly to: string;
  readonly kit: SideView;
  readonly station: SideView;
  /** Metres. */
  readonly distance: number | null;
  readonly pairing: { readonly names: Names };
  readonly correction: {
    readonly id: string | null;
    readonly names: Names | null;
    readonly reason: Names | null;
  };
  readonly reports: readonly ReportView[];
  readonly pairs: readonly PairView[];
  readonly sources: { readonly targets: string; readonly indicative: string };
}
