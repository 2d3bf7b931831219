import type { Envelope } from '../../domain/envelope.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { factOf, isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable } from '../tray.ts';
import { type BodyNames, isSentinel, type Meaning, meaningOf } from './naming.ts';
import { isDustDuration } from './value-types.ts';

const NUMBER = /^\s*([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?:dBm)?\s*$/i;
const NO_NUMBER = /^\s*[+-]?(?:nan|inf|infinity)\s*$/i;

/** Names beyond this are no names: the longest namespaced id has 62 characters. */
const LONGEST_NAME = 100;

/** The number in a `value`, which the firmware writes as text: `"1.87"`, `"-59 dBm"`. Undefined, and counted, otherwise. */
function numberOf(tray: Tray, value: unknown, path: string): number | undefined {
  if (typeof value !== 'string') return tray.number(value ?? null, path);
  const digits = value.length <= 64 ? NUMBER.exec(value)?.[1] : undefined;
  if (digits !== undefined) return tray.number(Number(digits), path);
  tray.refuse(NO_NUMBER.test(value) ? 'not_finite' : 'wrong_type', path, value);
  return undefined;
}

function put(tray: Tray, meaning: Meaning, given: { name: string; value: number }): void {
  const place = { time: undefined, flags: 0, path: given.name };
  if (meaning.kind !== 'reading') {
    tray.found.push({ phenomenon: given.name, channel: '', value: given.value, ...place });
    return;
  }
  const { chip, type } = meaning;
  const { phenomenon, known, unit } = type;
  const value = known === undefined ? given.value : toOwnUnit(known, given.value, unit);
  if (isSentinel(given.value, chip, type)) tray.missing++;
  else if (value === undefined || !Number.isFinite(value)) tray.refuse('not_finite', given.name, given.value);
  else tray.found.push({ phenomenon, channel: chip.channel, value, ...place });
}

function takeEntry(tray: Tray, entry: unknown, at: { index: number; body: BodyNames }): void {
  const path = `sensordatavalues[${at.index}]`;
  const name = isObject(entry) ? entry['value_type'] : undefined;
  if (!isObject(entry)) tray.refuse('wrong_shape', path, entry);
  else if (typeof name !== 'string' || name === '')
    tray.refuse('wrong_shape', `${path}.value_type`, name ?? null);
  else if (name.length > LONGEST_NAME) tray.refuse('bad_name', `${path}.value_type`, name);
  else {
    const meaning = meaningOf(name, at.body);
    if (meaning.kind === 'ignored') tray.ignored++;
    else {
      const value = numberOf(tray, entry['value'], name);
      if (value !== undefined) put(tray, meaning, { name, value });
    }
  }
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

/**
 * Reads both bodies of airRohr firmware: one sensor with its pin in `X-Pin` and names without prefixes (Sensor.Community),
 * or all sensors with prefixes (custom API). Neither has a time.
 */
export function decodeAirrohr({ payload, headers }: Envelope, context: DecodeContext): Decoded {
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
  for (let i = 0; i < values.length && !tray.overfull; i++)
    takeEntry(tray, values[i], { index: i, body: names });
  const version = factOf(body['software_version']);
  return tray.result(version === undefined ? undefined : { software_version: version });
}
