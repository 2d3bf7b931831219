import { wallTime } from './zone.ts';

/** Numbers from here up are milliseconds since 1970, below it seconds: 10^11 s is the year 5138, 10^11 ms is 1973. */
const MILLISECONDS_FROM = 1e11;

/** Times before 2010-01-01T00:00:00Z come from clocks that were never set. */
export const EARLIEST = Date.UTC(2010, 0, 1);

/** How far a kit's clock may be ahead of the server's, ms. */
export const AHEAD = 5 * 60_000;

/** UTC ms of a number of seconds or milliseconds since 1970; undefined when it is not finite. */
export function fromEpoch(value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Math.round(Math.abs(value) >= MILLISECONDS_FROM ? value : value * 1000);
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d\d:?\d\d)?$/i;

/** A time read from text. */
export interface ParsedTime {
  /** UTC ms. */
  readonly time: number;
  /** False where the text names no zone and the given one (or UTC) was taken. */
  readonly zoned: boolean;
}

/**
 * UTC ms of an ISO 8601 date and time as kits write it: `T` or a space between, fraction or none, `Z`, an offset or no zone.
 * Without a zone it is wall time in `zone` (default UTC), read by `wallTime`.
 * Undefined for anything else, impossible dates included.
 */
export function parseIso(text: string, zone = 'UTC'): ParsedTime | undefined {
  const m = ISO.exec(text.trim());
  if (m === null) return undefined;
  const [, y, mo, d, h = '0', mi = '0', s = '0', fraction = '', offset] = m;
  if (Number(h) > 23 || Number(mi) > 59 || Number(s) > 59) return undefined;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const wall = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s), ms);
  const back = new Date(wall);
  // Date.UTC rolls 30 February over to March, and reads the years 0 to 99 as 1900 to 1999.
  const same = back.getUTCMonth() + 1 === Number(mo) && back.getUTCDate() === Number(d);
  if (!same || back.getUTCFullYear() !== Number(y)) return undefined;
  if (offset === undefined) return { time: wallTime(wall, zone), zoned: false };
  if (offset.toUpperCase() === 'Z') return { time: wall, zoned: true };
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  if (hours > 23 || minutes > 59) return undefined;
  const ahead = (hours * 60 + minutes) * (offset.startsWith('-') ? -60_000 : 60_000);
  return { time: wall - ahead, zoned: true };
}
