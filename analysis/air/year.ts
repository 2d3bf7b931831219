import { datesBetween, localHour, type Span } from '../local-day.ts';

/** A calendar year in local time, as far as it is over. */
export interface YearAsked {
  readonly year: number;
  /** IANA zone. */
  readonly zone: string;
  /** The present, UTC ms: a year that still runs can break a rule but not yet keep it. */
  readonly now: number;
}

/** When the year begins and ends. */
export function yearSpan({ year, zone }: Pick<YearAsked, 'year' | 'zone'>): Span {
  return { start: localHour(`${year}-01-01`, 0, zone), end: localHour(`${year}-12-31`, 24, zone) };
}

/** The local dates of the year, and when it begins and ends. */
export function yearOf(asked: YearAsked): { readonly dates: string[]; readonly span: Span } {
  return { dates: datesBetween(`${asked.year}-01-01`, `${asked.year}-12-31`), span: yearSpan(asked) };
}
