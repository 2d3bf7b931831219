import { localTime, wallTime } from '../domain/zone.ts';

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A stretch of time, UTC ms, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Midnight of an ISO date as if it were UTC ms, `days` days later. */
function midnight(date: string, days = 0): number {
  // Not Date.parse, which takes far longer: years of days are asked for at once.
  return Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) + days * DAY;
}

/** The ISO date that calendars in the zone show at the instant `utc`. */
export function localDate(utc: number, zone: string): string {
  return new Date(localTime(utc, zone)).toISOString().slice(0, 10);
}

/** The instant of a full hour (0 to 24 and beyond, which is the next day) of a local date, UTC ms. */
export function localHour(date: string, hour: number, zone: string): number {
  return wallTime(midnight(date) + hour * HOUR, zone);
}

/** The local day of an ISO date: 23 or 25 hours long where the clocks change. */
export function localDay(date: string, zone: string): Span {
  return { start: localHour(date, 0, zone), end: localHour(date, 24, zone) };
}

/** The ISO dates from `first` to `last`, both included. */
export function datesBetween(first: string, last: string): string[] {
  const days = Math.round((midnight(last) - midnight(first)) / DAY);
  return Array.from({ length: days + 1 }, (_, n) => new Date(midnight(first, n)).toISOString().slice(0, 10));
}

/** The starts of the UTC hours that begin within a span. */
export function hoursIn({ start, end }: Span): number[] {
  const first = Math.ceil(start / HOUR) * HOUR;
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / HOUR)) }, (_, n) => first + n * HOUR);
}
