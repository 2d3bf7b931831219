import { type Problem, problem } from '../../domain/problem.ts';
import type { Holding, Span } from '../../stores/contract.ts';

const HOUR = 3_600_000;
const YEAR = 366 * 24 * HOUR;
const MONTH = 30 * 24 * HOUR;

/** The time in which both kits have readings; undefined for none. */
function common(holdings: readonly Holding[], [a, b]: readonly [string, string]): Span | undefined {
  const spans = [a, b].map((kit) => holdings.filter((one) => one.kit === kit));
  if (spans.some((held) => held.length === 0)) return undefined;
  const from = Math.max(...spans.map((held) => Math.min(...held.map(({ first }) => first))));
  const last = Math.min(...spans.map((held) => Math.max(...held.map((one) => one.last))));
  if (last < from) return undefined;
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.floor(last / HOUR) * HOUR + HOUR };
}

/** What is asked for, where something is. */
export interface AskedSpan {
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** The server's clock. */
  readonly now: number;
}

/**
 * Which time two kits are compared over: the one asked for, at most a year; what is left open is filled from the time in which both have
 * readings, its last year. Without such a time it is the last 30 days.
 */
export function spanOf(
  { from, to, now }: AskedSpan,
  holdings: readonly Holding[],
  kits: readonly [string, string],
): Span | Problem {
  const both = common(holdings, kits);
  const latest = both !== undefined && both.to > (from ?? both.from) ? both.to : Math.ceil(now / HOUR) * HOUR;
  const end = to ?? Math.min(latest, (from ?? latest) + YEAR);
  const earliest = both !== undefined && both.from < end ? both.from : end - MONTH;
  const begin = from ?? Math.max(earliest, end - YEAR);
  if (begin >= end)
    return problem('invalid_parameter', 'query parameter "from" is not before "to"; give an earlier time.');
  if (end - begin > YEAR)
    return problem(
      'invalid_parameter',
      `query parameters "from" and "to" are ${Math.round((end - begin) / (24 * HOUR))} days apart; at most 366 days are compared.`,
    );
  return { from: begin, to: end };
}
