import type { Tray, When } from '../tray.ts';

/** ISO 8601 without separators: `20160125T092703Z`. */
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/;

/** An interval, `<from>/<to>`: what was measured over it has the time of its end. */
const INTERVAL = /^[^/]+\/([^/]+)$/;

/** A time as IoT agents and entities write it; undefined, and refused, for anything else. */
export function whenOf(tray: Tray, value: unknown, path: string): When | undefined {
  if (typeof value !== 'string') return tray.when(value, path);
  const end = INTERVAL.exec(value)?.[1] ?? value;
  return tray.when(end.replace(BASIC, '$1-$2-$3T$4:$5:$6'), path);
}

/** Whether a text is written as a time. */
export function isTimeText(text: string): boolean {
  return /^\d{4}-?\d\d-?\d\dT/.test(text);
}
