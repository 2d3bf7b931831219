import type { Envelope } from '../../domain/envelope.ts';
import { factOf, isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { takeNamed } from '../named.ts';
import { silent, Tray, UNTIMED, unreadable, type When } from '../tray.ts';
import { kindOf } from './topic.ts';

type Body = Readonly<Record<string, unknown>>;

/** Whose values, and where they stand. */
interface Place {
  readonly device: string;
  readonly path: string;
}

const VERSION =
  /^(?:(?:fw|hw|sw)_?version|current(?:Firmware|_fw_)version|firmware(?:_?version)?|hardware(?:_?version)?|model)$/i;
const DIGITS = /^\d{1,16}$/;

/** `ts`, in milliseconds since 1970, also as text. */
function whenOf(tray: Tray, ts: unknown, path: string): When | undefined {
  const text = typeof ts === 'string' && DIGITS.test(ts);
  return tray.when(text ? Number(ts) : ts, path);
}

function takeValues(tray: Tray, values: Body, { when, device, path }: Place & { when: When }): void {
  const place = { tray, when, sensor: device, path };
  for (const key of Object.keys(values)) {
    if (tray.overfull) return;
    takeNamed(place, key, values[key]);
  }
}

/** `{"key": value}` or `{"ts": ms, "values": {…}}`. */
function takeObject(tray: Tray, body: Body, place: Place): void {
  const { path } = place;
  if (!('ts' in body && 'values' in body)) {
    takeValues(tray, body, { ...place, when: UNTIMED });
    return;
  }
  const { ts, values } = body;
  if (!isObject(values)) {
    tray.refuse('wrong_shape', `${path}values`, values);
    return;
  }
  const when = whenOf(tray, ts, `${path}ts`);
  if (when !== undefined) takeValues(tray, values, { ...place, path: `${path}values.`, when });
}

/** An object, or a list of them. */
function takeTelemetry(tray: Tray, body: unknown, place: Place): void {
  if (isObject(body)) takeObject(tray, body, place);
  else if (!Array.isArray(body)) tray.refuse('wrong_shape', place.path.slice(0, -1), body);
  else
    for (let at = 0; at < body.length && !tray.overfull; at++) {
      const path = `${place.path.replace(/\.$/, '')}[${at}]`;
      const one: unknown = body[at];
      if (isObject(one)) takeObject(tray, one, { ...place, path: `${path}.` });
      else tray.refuse('wrong_shape', path, one);
    }
}

/** `{"Device A": [{"ts": ms, "values": {…}}]}`: the devices behind a gateway. */
function takeDevices(tray: Tray, body: unknown): void {
  if (!isObject(body)) {
    tray.refuse('wrong_shape', '', body);
    return;
  }
  for (const device of Object.keys(body)) {
    if (tray.overfull) return;
    takeTelemetry(tray, body[device], { device, path: `${device.slice(0, 40)}.` });
  }
}

/** Versions and model of what a device says of itself; the rest of it is nobody's business. */
function factsOf(body: unknown): Readonly<Record<string, string>> {
  if (!isObject(body)) return {};
  const facts = Object.entries(body)
    .filter(([key]) => VERSION.test(key))
    .map(([key, value]) => [key, factOf(value)] as const);
  return Object.fromEntries(facts.filter((fact): fact is [string, string] => fact[1] !== undefined));
}

/** Reads telemetry of ThingsBoard's device and gateway API; attributes give facts and no readings. */
export function decodeThingsBoard(envelope: Envelope, context: DecodeContext): Decoded {
  const kind = kindOf(envelope);
  if (kind === 'other' || kind === undefined) return silent();
  const json = jsonOf(envelope.payload);
  if ('refusal' in json) return unreadable(json.refusal);
  if (kind === 'attributes') return silent(factsOf(json.value));
  const tray = new Tray(context);
  if (kind === 'telemetry') takeTelemetry(tray, json.value, { device: '', path: '' });
  else takeDevices(tray, json.value);
  return tray.result();
}
