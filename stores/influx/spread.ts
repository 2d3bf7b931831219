import { BAD_FLAGS, SUSPECT_FLAGS } from '../../domain/flags.ts';
import type { BucketSums, Spread } from '../contract.ts';
import { flagsOf, ident, READINGS } from './influxql.ts';

/** Doubt and percentiles in a roll-up, each a field behind the phenomenon and a dot. Percentiles may be absent. */
export const SPREAD = ['bad', 'suspect', 'p10', 'p50', 'p90'] as const;

/** Whether flags are bad, or suspect and not bad. */
export function doubtOf(mask: number): 'bad' | 'suspect' | undefined {
  if (mask & BAD_FLAGS) return 'bad';
  return mask & SUSPECT_FLAGS ? 'suspect' : undefined;
}

/** The statements that count the bad and the suspect readings of a phenomenon; `groups` is the GROUP BY clause. */
export function countStatements(
  phenomenon: string,
  where: string,
  groups: string,
): [bad: string, suspect: string] {
  const flags = ident(flagsOf(phenomenon));
  const count = (doubt: string) =>
    `SELECT count(${ident(phenomenon)}) FROM ${READINGS} WHERE ${where} AND ${doubt}${groups}`;
  return [
    count(`${flags} & ${BAD_FLAGS} > 0`),
    count(`${flags} & ${SUSPECT_FLAGS} > 0 AND ${flags} & ${BAD_FLAGS} = 0`),
  ];
}

/** The percentile of sorted values, linear between two of them. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The three percentiles of values, at least one. */
export function percentilesOf(values: readonly number[]): Required<Pick<Spread, 'p10' | 'p50' | 'p90'>> {
  const sorted = Float64Array.from(values).sort();
  return { p10: percentile(sorted, 0.1), p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
}

/** The percentiles that are there; none where one is missing. */
export function percentilesIn({ p10, p50, p90 }: Pick<BucketSums, 'p10' | 'p50' | 'p90'>): Partial<Spread> {
  return p10 === undefined || p50 === undefined || p90 === undefined ? {} : { p10, p50, p90 };
}
