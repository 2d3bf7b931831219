import type { Names } from '../../domain/phenomena/phenomenon.ts';

/** One stretch of a piecewise correction: offset + perRaw·p + perRawSquared·p² + perHumidity·RH. */
export interface Piece {
  /**
   * Raw values between which it holds alone, µg/m³; between two pieces the one goes over into the other linearly.
   * The first holds also below its `from`; the last has no `to`.
   */
  readonly from: number;
  readonly to: number | null;
  readonly offset: number;
  readonly perRaw: number;
  readonly perRawSquared: number;
  /** Per % of relative humidity. */
  readonly perHumidity: number;
}

/** How values are corrected, as data: nothing of it is ever run as code. */
export type Method =
  /** Pieces in order of raw value, humidity held within 0 to 100 %, results not below `least`. */
  | { readonly kind: 'piecewise'; readonly pieces: readonly Piece[]; readonly least: number }
  /** Hygroscopic growth: raw / (1 + (κ/density) / (100/RH − 1)), humidity above `humidityCap` % taken as the cap. */
  | {
      readonly kind: 'koehler';
      readonly kappa: number;
      readonly density: number;
      readonly humidityCap: number;
    }
  /** offset + slope·raw, from a co-location. */
  | { readonly kind: 'linear'; readonly slope: number; readonly offset: number }
  /** No correction is known: values show rise and fall, not amounts. */
  | { readonly kind: 'trend_only' };

/** The comparison that a calibration rests on. */
export interface CoLocation {
  /** Where the report is, for people. */
  readonly report: string;
  /** The reference station, by name. */
  readonly station: string;
  /** ISO dates. */
  readonly from: string;
  readonly to: string;
  /** Hourly pairs. */
  readonly pairs: number;
  readonly r2?: number | undefined;
  /** µg/m³. */
  readonly rmse?: number | undefined;
}

/** A named, versioned correction. Raw values are kept and shown beside the corrected ones, always. */
export interface Correction {
  readonly id: string;
  /** Changes whenever a figure changes. */
  readonly version: string;
  readonly names: Names;
  /** Phenomena it is for. */
  readonly phenomena: readonly string[];
  readonly method: Method;
  readonly source: string;
  readonly coLocation?: CoLocation;
  readonly unverified: readonly Names[];
}
