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

/** Minutes that wall clocks in `zone` are ahead of UTC at the instant `utc` (IANA zone names). */
function offsetMinutes(zone: string, utc: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(utc);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return Math.round((wall - Math.floor(utc / 1000) * 1000) / 60_000);
}

/**
 * UTC ms of an ISO 8601 date and time as kits write it: `T` or a space between, fraction or none, `Z`, an offset or no zone.
 * Without a zone it is wall time in `zone` (default UTC); a wall time that the spring change skips moves forward.
 * Undefined for anything else, impossible dates included.
 */
export function parseIso(text: string, zone = 'UTC'): ParsedTime | undefined {
  const m = ISO.exec(text.trim());
  if (m === null) return undefined;
  const [, y, mo, d, h = '0', mi = '0', s = '0', fraction = '', offset] = m;
  const ms = Math.floor(Number(`0.${fraction || '0'}`) * 1000 + 1e-6);
  const wall = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s), ms);
  const back = new Date(wall);
  if (back.getUTCMonth() + 1 !== Number(mo) || back.getUTCDate() !== Number(d)) return undefined;
  if (Number(h) > 23 || Number(mi) > 59 || Number(s) > 59) return undefined;
  if (offset === undefined) {
    if (zone === 'UTC') return { time: wall, zoned: false };
    const first = wall - offsetMinutes(zone, wall) * 60_000;
    return { time: wall - offsetMinutes(zone, first) * 60_000, zoned: false };
  }
  if (offset.toUpperCase() === 'Z') return { time: wall, zoned: true };
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return { time: wall - (offset.startsWith('-') ? -minutes : minutes) * 60_000, zoned: true };
}
