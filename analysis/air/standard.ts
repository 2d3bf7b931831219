import type { Names } from '../../domain/phenomena/phenomenon.ts';
import type { Pollutant } from './hour-value.ts';

/** A legal or recommended value, as data. */
interface StandardBase {
  readonly id: string;
  /** Id of the set (a directive's annex, a guideline) it belongs to. */
  readonly set: string;
  readonly kind:
    | 'limit'
    | 'target'
    | 'long_term_objective'
    | 'alert'
    | 'information'
    | 'guideline'
    | 'interim_target';
  readonly pollutant: Pollutant;
  /** µg/m³. Above it, not at it, is an exceedance. */
  readonly value: number;
  readonly source: string;
}

/** A value whose exceedances are counted: of hours, of days, or of daily maxima of the running 8-hour mean. */
export interface CountedStandard extends StandardBase {
  readonly averaging: 'hour' | 'day' | 'max_8h';
  /** Exceedances that a calendar year may have. */
  readonly allowed: number;
  /** The count is a mean over so many years; one year alone decides nothing. */
  readonly overYears?: number;
  /** Hours or days in a row that it takes (alert thresholds). */
  readonly consecutive?: number;
}

/** A value that a long-term mean is held against. */
export interface MeanStandard extends StandardBase {
  /** `peak_season`: mean of daily 8-hour maxima over the six consecutive months with the highest such mean. */
  readonly averaging: 'year' | 'peak_season';
}

export type AirStandard = CountedStandard | MeanStandard;

/** Where a group of values comes from and when it holds. */
export interface StandardSet {
  readonly id: string;
  readonly names: Names;
  /** ISO dates between which it has to be met, where there are such. */
  readonly from?: string;
  readonly until?: string;
  readonly standards: readonly AirStandard[];
  readonly unverified: readonly Names[];
}

type Common = Pick<StandardBase, 'set' | 'kind' | 'source'>;

/** A maker of counted standards of one set: `(pollutant, averaging, value, allowed, more?)`. */
export function counted(common: Common) {
  return (
    ...[pollutant, averaging, value, allowed, more = {}]: readonly [
      Pollutant,
      CountedStandard['averaging'],
      number,
      number,
      Partial<Pick<CountedStandard, 'overYears' | 'consecutive'>>?,
    ]
  ): CountedStandard => ({
    id: `${common.set}.${common.kind}.${pollutant}.${averaging}.${value}`,
    ...common,
    pollutant,
    averaging,
    value,
    allowed,
    ...more,
  });
}

/** A maker of long-term means of one set: `(pollutant, averaging, value)`. */
export function mean(common: Common) {
  return (pollutant: Pollutant, averaging: MeanStandard['averaging'], value: number): MeanStandard => ({
    id: `${common.set}.${common.kind}.${pollutant}.${averaging}.${value}`,
    ...common,
    pollutant,
    averaging,
    value,
  });
}
