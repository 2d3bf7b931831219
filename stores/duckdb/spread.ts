import { BAD_FLAGS, SUSPECT_FLAGS } from '../../domain/flags.ts';
import type { Spread } from '../contract.ts';

/** How many rows of a group have bad flags, and how many suspect ones and none bad; rows without flags count as neither. */
export function countsOf(flags: string): readonly [bad: string, suspect: string] {
  const isBad = `(${flags} & ${BAD_FLAGS}) <> 0`;
  return [`count_if(${isBad})`, `count_if((${flags} & ${SUSPECT_FLAGS}) <> 0 AND NOT ${isBad})`];
}

/** The three percentiles of a group as a list. */
export function percentilesOf(value: string): string {
  return `quantile_cont(${value}, [0.1, 0.5, 0.9])`;
}

/** The elements of such a list. */
export function eachOf(list: string): readonly [p10: string, p50: string, p90: string] {
  return [`${list}[1]`, `${list}[2]`, `${list}[3]`];
}

/** What a row has from the counts on: the percentiles only where they were asked for and are there. */
export function toSpread(row: readonly (number | null | undefined)[]): Spread {
  const [bad, suspect, p10, p50, p90] = row;
  const counts = { bad: bad ?? 0, suspect: suspect ?? 0 };
  if (typeof p10 !== 'number' || typeof p50 !== 'number' || typeof p90 !== 'number') return counts;
  return { ...counts, p10, p50, p90 };
}
