import type { Envelope } from '../../domain/envelope.ts';
import { factOf, isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, UNTIMED, unreadable, type When } from '../tray.ts';
import type { BodyNames } from './naming.ts';
import { takeNamed } from './take.ts';
import { isDustDuration } from './value-types.ts';

/** An age beyond a day is that of a kit that forgot to measure, or no age. */
const OLDEST_SECONDS = 86_400;

function takeEntry(tray: Tray, entry: unknown, at: { index: number; body: BodyNames; when: When }): void {
  const path = `sensordatavalues[${at.index}]`;
  const name = isObject(entry) ? entry['value_type'] : undefined;
  if (!isObject(entry)) tray.refuse('wrong_shape', path, entry);
  else if (typeof name !== 'string' || name === '')
    tray.refuse('wrong_shape', `${path}.value_type`, name ?? null);
  else takeNamed(tray, { name, value: entry['value'], place: `${path}.value_type` }, at);
}

/** What the names of this body have in common. A chip id in the body marks the form that holds all sensors. */
function namesOf(
  body: Readonly<Record<string, unknown>>,
  values: readonly unknown[],
  pin: string | undefined,
): BodyNames {
  const whole = body['esp8266id'] !== undefined || body['esp32id'] !== undefined;
  const dust = (entry: unknown) =>
    isObject(entry) && typeof entry['value_type'] === 'string' && isDustDuration(entry['value_type']);
  return { pin: whole ? undefined : pin, ppd42ns: values.some(dust) };
}

/** `/data.json` says how many seconds ago it was measured; what the kit has not measured yet has a negative age. */
function whenOf(age: unknown, received: number): When {
  const seconds = typeof age === 'string' && /^\d{1,6}$/.test(age) ? Number(age) : age;
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= OLDEST_SECONDS)) return UNTIMED;
  return { time: received - Math.round(seconds * 1000), flags: 0 };
}

/**
 * Reads both bodies of airRohr firmware: one sensor with its pin in `X-Pin` and names without prefixes (Sensor.Community),
 * or all sensors with prefixes (custom API, and the kit's own `/data.json`). Only the last one has a time, as an age.
 */
export function decodeAirrohr({ payload, headers, received }: Envelope, context: DecodeContext): Decoded {
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const body = json.value;
  const values = isObject(body) ? body['sensordatavalues'] : undefined;
  const tray = new Tray(context);
  if (!isObject(body) || !Array.isArray(values)) {
    tray.refuse('wrong_shape', 'sensordatavalues', values ?? body);
    return tray.result();
  }
  const names = namesOf(body, values, headers['x-pin']?.trim());
  const when = whenOf(body['age'], received);
  for (let i = 0; i < values.length && !tray.overfull; i++)
    takeEntry(tray, values[i], { index: i, body: names, when });
  const version = factOf(body['software_version']);
  return tray.result(version === undefined ? undefined : { software_version: version });
}
