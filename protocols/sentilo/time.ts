import { parseIso } from '../../domain/time.ts';

/** `17/09/2012T12:34:45`, a zone behind it or none. */
const STAMP =
  /^\s*(\d\d)\/(\d\d)\/(\d{4})T(\d\d:\d\d:\d\d(?:\.\d{1,3})?)\s*([A-Za-z]{1,5}|[+-]\d\d:?\d\d|)\s*$/;

/** Names of zones as Java writes them; each is one offset, summer time or not (SimpleDateFormat, general time zone). */
const ZONES: Readonly<Record<string, string>> = {
  ...{ '': 'Z', Z: 'Z', UTC: 'Z', GMT: 'Z', UT: 'Z' },
  ...{ WET: '+00:00', WEST: '+01:00', BST: '+01:00', CET: '+01:00', CEST: '+02:00' },
  ...{ MET: '+01:00', MEST: '+02:00', EET: '+02:00', EEST: '+03:00' },
};

/** UTC ms of a Sentilo timestamp (`dd/MM/yyyyTHH:mm:ssZ`, UTC where it names no zone); undefined for anything else. */
export function sentiloTime(text: string): number | undefined {
  const [, day, month, year, clock, zone = ''] = STAMP.exec(text) ?? [];
  const named = zone.toUpperCase();
  const offset = Object.hasOwn(ZONES, named) ? ZONES[named] : /^[+-]/.test(zone) ? zone : undefined;
  return offset === undefined ? undefined : parseIso(`${year}-${month}-${day}T${clock}${offset}`)?.time;
}

/** The instant as Sentilo writes it, in UTC and whole seconds. */
export function sentiloStamp(time: number): string {
  const iso = new Date(time).toISOString();
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  return `${day}/${month}/${year}T${iso.slice(11, 19)}Z`;
}
