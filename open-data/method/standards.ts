import { EU_STANDARDS } from '../../analysis/air/eu-standards.ts';
import type { AirStandard, StandardSet } from '../../analysis/air/standard.ts';
import { WHO_STANDARDS } from '../../analysis/air/who-standards.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import { unitLabelOf } from './figure.ts';
import { AVERAGING_NAMES, KIND_NAMES } from './words.ts';

/** One legal or recommended value, with its words. */
export interface StandardEntry {
  readonly id: string;
  readonly kind: string;
  readonly kindNames: Names;
  readonly pollutant: string;
  readonly averaging: string;
  readonly averagingNames: Names;
  readonly value: number;
  readonly unit: string;
  /** Exceedances that a year may have, of hours or days; null for a long-term mean. */
  readonly allowed: number | null;
  readonly allowedUnit: 'hours' | 'days' | null;
  readonly overYears: number | null;
  readonly consecutive: number | null;
  readonly source: string;
}

export interface StandardSetEntry {
  readonly id: string;
  readonly names: Names;
  readonly from: string | null;
  readonly until: string | null;
  readonly standards: StandardEntry[];
  readonly unverified: Names[];
}

function isCounted(standard: AirStandard) {
  return 'allowed' in standard ? standard : undefined;
}

function entryOf(standard: AirStandard): StandardEntry {
  const { id, kind, pollutant, averaging, value, source } = standard;
  const counted = isCounted(standard);
  return {
    id,
    kind,
    kindNames: KIND_NAMES[kind],
    pollutant,
    averaging,
    averagingNames: AVERAGING_NAMES[averaging],
    value,
    unit: unitLabelOf(pollutant),
    allowed: counted?.allowed ?? null,
    allowedUnit: counted === undefined ? null : averaging === 'hour' ? 'hours' : 'days',
    overYears: counted?.overYears ?? null,
    consecutive: counted?.consecutive ?? null,
    source,
  };
}

function setOf({ id, names, from, until, standards, unverified }: StandardSet): StandardSetEntry {
  return {
    id,
    names,
    from: from ?? null,
    until: until ?? null,
    standards: standards.map(entryOf),
    unverified: [...unverified],
  };
}

/** Every set of values of the code. */
export function standardEntries(): StandardSetEntry[] {
  return [...EU_STANDARDS, WHO_STANDARDS].map(setOf);
}
