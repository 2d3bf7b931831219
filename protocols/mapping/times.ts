import type { Mapping } from '../../domain/mapping.ts';
import { type Tray, UNTIMED, type When } from '../tray.ts';

type Form = NonNullable<Mapping['time']>['form'];

/** `31/12/2026 23:59:59`, `12-31-2026`, also with `.` between and a `T` before the time of day. */
const DATE =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?))?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** A date that writes its year last, as ISO 8601; undefined for anything else. */
function isoOf(text: string, dayFirst: boolean): string | undefined {
  const match = DATE.exec(text.trim());
  if (match === null) return undefined;
  const [, first = '', second = '', year, clock = '00:00', zone = ''] = match;
  const [day, month] = dayFirst ? [first, second] : [second, first];
  const pad = (digits: string) => digits.padStart(2, '0');
  return `${year}-${pad(month)}-${pad(day)}T${pad(clock.split(':')[0] ?? '')}${clock.slice(clock.indexOf(':'))}${zone}`;
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** A time of a message in the form that its mapping names; undefined, and refused, where it is none. */
export function timeOf(tray: Tray, value: unknown, at: { path: string; form: Form }): When | undefined {
  if (value === undefined || value === null || value === '') return UNTIMED;
  const { path, form } = at;
  const isNumber = typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value.trim()));
  if (form === 'seconds' || form === 'milliseconds') {
    if (!isNumber) return refused(tray, value, path);
    const ms = Math.round(Number(value) * (form === 'seconds' ? 1000 : 1));
    return Math.abs(ms) <= 8.64e15 ? { time: ms, flags: 0 } : refused(tray, value, path);
  }
  if (form === 'day-first' || form === 'month-first') {
    const iso = typeof value === 'string' ? isoOf(value, form === 'day-first') : undefined;
    return iso === undefined ? refused(tray, value, path) : tray.when(iso, path);
  }
  return tray.when(form === 'auto' && isNumber ? Number(value) : value, path);
}

function refused(tray: Tray, value: unknown, path: string): undefined {
  tray.refuse('bad_time', path, value);
  return undefined;
}
