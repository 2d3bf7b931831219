import type { Envelope } from '../../domain/envelope.ts';
import { CHANNEL } from '../../domain/reading.ts';
import { isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable } from '../tray.ts';

/** The one key of a message that is no phenomenon. */
const TIME = 'time';

/** Names beyond this are no names: the longest namespaced id has 62 characters. */
const LONGEST_NAME = 100;

/**
 * Puts the readings of one object on the tray. `prefix` is where the object stands: empty, or `[3].`.
 * Hot path: every message of every native kit passes here, so nothing is allocated per reading but what is found.
 */
function takeObject(tray: Tray, object: Readonly<Record<string, unknown>>, prefix: string): void {
  const when = tray.when(object[TIME], prefix === '' ? TIME : prefix + TIME);
  if (when === undefined) return;
  const { time, flags } = when;
  const found = tray.found;
  for (const key of Object.keys(object)) {
    if (key === TIME) continue;
    const path = prefix === '' ? key : prefix + key;
    const value = tray.number(object[key], path);
    if (value === undefined) continue;
    const at = key.indexOf('@');
    if (key.length > LONGEST_NAME || at === 0 || (at > 0 && !CHANNEL.test(key.slice(at + 1))))
      tray.refuse('bad_name', path, key);
    else if (at < 0) found.push({ phenomenon: key, channel: '', time, value, flags, path });
    else found.push({ phenomenon: key.slice(0, at), channel: key.slice(at + 1), time, value, flags, path });
  }
}

function takeList(tray: Tray, list: readonly unknown[]): void {
  for (let i = 0; i < list.length && !tray.overfull; i++) {
    const object = list[i];
    if (isObject(object)) takeObject(tray, object, `[${i}].`);
    else tray.refuse('wrong_shape', `[${i}]`, object);
  }
}

/**
 * Reads `{"time": "2026-03-01T12:00:00Z", "pm2_5": 12.3, "temperature@board": 31.2}`, or a list of such objects.
 * Names are passed on as written; null is a missing value; a time that cannot be read refuses its object only.
 */
export function decodeNative(envelope: Envelope, context: DecodeContext): Decoded {
  const json = jsonOf(envelope.payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const body = json.value;
  const tray = new Tray(context);
  if (Array.isArray(body)) takeList(tray, body);
  else if (isObject(body)) takeObject(tray, body, '');
  else tray.refuse('wrong_shape', '', body);
  return tray.result();
}
