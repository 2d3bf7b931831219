/** Languages the platform speaks, in the order pages offer them. */
export const LANGUAGES = ['ca', 'es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Names = Readonly<Record<Language, string>>;

/**
 * How several values of a phenomenon become one:
 * `arithmetic` mean; `energetic` 10·log10(mean(10^(v/10))) for levels in dB (ISO 1996-1);
 * `circular` mean of directions in degrees; `last` where a mean says nothing; `sum` for amounts.
 */
export type Averaging = 'arithmetic' | 'energetic' | 'circular' | 'last' | 'sum';

/**
 * From an accepted unit to the phenomenon's own. `shift` moves the decimal point (exact: kPa → Pa is 3);
 * otherwise own = (value + before) × factor.
 */
export type Conversion = { readonly shift: number } | { readonly factor: number; readonly before?: number };

/** One observed quantity, as data. */
export interface Phenomenon {
  readonly id: string;
  readonly names: Names;
  /** The unit values are kept in, as a UCUM code (https://ucum.org). */
  readonly unit: string;
  /** The unit as people write it. */
  readonly unitLabel: string;
  /** Other units that are understood, by UCUM code. */
  readonly accepts: Readonly<Record<string, Conversion>>;
  /** Values outside are kept and flagged `implausible`. Own unit, inclusive. */
  readonly plausible: readonly [min: number, max: number];
  readonly averaging: Averaging;
  /** Digits after the point that a page shows. */
  readonly decimals: number;
  readonly group: 'particles' | 'gases' | 'noise' | 'weather' | 'light' | 'device';
  /** Where a public vocabulary defines it. */
  readonly definition?: string;
}
