import type { Span } from '../stores/contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Where the sums of a range come from, in order; parts that are empty are left out. */
export interface Parts {
  readonly readings: readonly Span[];
  readonly hours: readonly Span[];
  readonly days: readonly Span[];
}

/** A span as parts: whole days, and the hours before and after them. */
function divide({ from, to }: Span, days: boolean): { hours: Span[]; days: Span[] } {
  const first = Math.ceil(from / DAY) * DAY;
  const last = Math.floor(to / DAY) * DAY;
  if (!days || first >= last) return { hours: [{ from, to }], days: [] };
  const ends = [
    { from, to: first },
    { from: last, to },
  ];
  return { hours: ends.filter((span) => span.from < span.to), days: [{ from: first, to: last }] };
}

/**
 * Divides a range into what has to be read from the readings (parts of an hour, hours that are marked) and what from roll-ups.
 * @param marked starts of marked hours, in order
 * @param days whether whole days may be read as such
 */
export function divideRange({ from, to }: Span, marked: readonly number[], days: boolean): Parts {
  const readings: { from: number; to: number }[] = [];
  const rolled: Span[] = [];
  const raw = (span: Span) => {
    if (span.from >= span.to) return;
    const last = readings.at(-1);
    if (last?.to === span.from) last.to = span.to;
    else readings.push({ ...span });
  };
  const first = Math.min(Math.ceil(from / HOUR) * HOUR, to);
  const end = Math.max(Math.floor(to / HOUR) * HOUR, first);
  raw({ from, to: first });
  let at = first;
  for (const hour of marked) {
    if (hour < at || hour >= end) continue;
    if (hour > at) rolled.push({ from: at, to: hour });
    raw({ from: hour, to: hour + HOUR });
    at = hour + HOUR;
  }
  if (at < end) rolled.push({ from: at, to: end });
  raw({ from: end, to });
  const parts = rolled.map((span) => divide(span, days));
  return { readings, hours: parts.flatMap((part) => part.hours), days: parts.flatMap((part) => part.days) };
}
