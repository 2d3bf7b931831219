import { FLAGS } from '../../domain/flags.ts';
import { EARLIEST, fromEpoch, parseIso } from '../../domain/time.ts';

/** Numbers are times since 1970 only from 2010 to here: others count seconds of a run, or days as spreadsheets do. */
const LATEST = Date.UTC(2200, 0, 1);

const LONGEST = 64;
const EPOCH = /^\d{9,14}(?:[.,]\d{1,9})?$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)(.*)$/;
const DAY_FIRST = /^(\d\d?)([-/.])(\d\d?)\2(\d{4})(?!\d)(.*)$/;
const CLOCK =
  /^(?:(?:[T ]|, ?) *(\d\d?):(\d\d)(?::(\d\d(?:[.,]\d{1,9})?))?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;

/** When a row was measured. */
export interface Moment {
  /** UTC ms. */
  readonly time: number;
  /** `zone_assumed` where UTC was taken for want of a zone. */
  readonly flags: number;
}

const two = (digits: string) => digits.padStart(2, '0');

/** A date and the clock behind it as ISO 8601; undefined where the clock is none. */
function iso(date: readonly [year: string, month: string, day: string], clock: string): string | undefined {
  const found = CLOCK.exec(clock);
  if (found === null) return undefined;
  const [, hour = '0', minute = '00', second = '00', zone = ''] = found;
  const offset = /^(?:UTC|GMT)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d\d)$/, '$1:00');
  const [year, month, day] = date;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${offset}`;
}

/**
 * The instant that a cell says: ISO 8601, years first with `/` or `.`, days first (`31/12/2026 12:00`), seconds or
 * milliseconds since 1970. Without a zone it is UTC; `utc` says that the header promises so. `month_first` for a date that
 * only has a meaning with the month before the day; undefined for anything else.
 */
export function momentOf(text: string, utc: boolean): Moment | 'month_first' | undefined {
  if (text.length > LONGEST) return undefined;
  if (EPOCH.test(text)) {
    const time = fromEpoch(Number(text.replace(',', '.')));
    return time !== undefined && time >= EARLIEST && time < LATEST ? { time, flags: 0 } : undefined;
  }
  const [, year = '', , month = '', day = '', clock = ''] = YEAR_FIRST.exec(text) ?? [];
  if (year !== '') return instant(iso([year, month, day], clock), utc);
  const [, first = '', , second = '', last = '', behind = ''] = DAY_FIRST.exec(text) ?? [];
  if (last === '') return undefined;
  if (Number(second) > 12 && Number(first) <= 12) return 'month_first';
  return instant(iso([last, second, first], behind), utc);
}

function instant(text: string | undefined, utc: boolean): Moment | undefined {
  const parsed = text === undefined ? undefined : parseIso(text);
  if (parsed === undefined) return undefined;
  return { time: parsed.time, flags: parsed.zoned || utc ? 0 : FLAGS.zone_assumed };
}
