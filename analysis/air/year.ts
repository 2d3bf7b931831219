import { datesBetween, localHour } from '../local-day.ts';

/** A calendar year in local time, as far as it is over. */
export interface YearAsked {
  readonly year: number;
  /** IANA zone. */
  readonly zone: string;
  /** The present, UTC ms: a year that still runs can break a rule but not yet keep it. */
  readonly now: number;
}

/** The local dates of the year, and when it begins and ends. */
export function yearOf({ year, zone }: YearAsked) {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const span = { start: localHour(first, 0, zone), end: localHour(last, 24, zone) };
  return { dates: datesBetween(first, last), span };
}
