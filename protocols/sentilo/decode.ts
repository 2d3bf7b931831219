import type { Envelope } from '../../domain/envelope.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded, DialectState } from '../contract.ts';
import { takeNamed } from '../named.ts';
import { silent, Tray, UNTIMED, unreadable, type When } from '../tray.ts';
import { readName } from '../unit-words.ts';
import { cataloguedAs, withSensors } from './catalogue.ts';
import { type SentiloPath, sentiloPath } from './path.ts';
import { sentiloTime } from './time.ts';

/** What is known before an observation is read. */
interface Place {
  readonly tray: Tray;
  readonly state: DialectState | undefined;
  readonly sensor: string;
  readonly path: string;
}

function whenOf(tray: Tray, stamp: unknown, path: string): When | undefined {
  if (typeof stamp !== 'string') return tray.when(stamp, path);
  const time = sentiloTime(stamp);
  return time === undefined ? tray.when(stamp, path) : { time, flags: 0 };
}

/** A value under its sensor's id, which may say the quantity; else the catalogue does. */
function takeValue({ tray, state, sensor, path }: Place, value: unknown, when: When): void {
  const known = cataloguedAs(state, sensor);
  const said = readName(sensor).phenomenon;
  if (known === undefined || (said !== undefined && said !== known.type)) {
    takeNamed({ tray, when, sensor: '', path }, sensor, value);
    return;
  }
  const phenomenon = phenomenonOf(known.type);
  const { unit } = known;
  const fits = unit !== undefined && phenomenon !== undefined && toOwnUnit(phenomenon, 1, unit) !== undefined;
  const own = said === undefined ? sensor : readName(sensor).channel;
  const place = { tray, when, sensor: own, path, ...(fits && { unit }) };
  takeNamed(place, known.type, value);
}

function takeObservations(place: Place, list: unknown): void {
  const { tray, path } = place;
  if (!Array.isArray(list)) {
    tray.refuse('wrong_shape', `${path}observations`, list ?? null);
    return;
  }
  for (let at = 0; at < list.length && !tray.overfull; at++) {
    const one: unknown = list[at];
    const here = `${path}observations[${at}]`;
    if (!isObject(one) || one['value'] === undefined) tray.refuse('wrong_shape', here, one);
    else {
      const when = whenOf(tray, one['timestamp'], `${here}.timestamp`);
      if (when !== undefined) takeValue({ ...place, path: `${here}.` }, one['value'], when);
    }
  }
}

/** `{"sensors": [{"sensor": "RE0012", "observations": […]}]}`: several sensors of one provider. */
function takeSensors(
  tray: Tray,
  body: Readonly<Record<string, unknown>>,
  state: DialectState | undefined,
): void {
  const { sensors } = body;
  if (!Array.isArray(sensors)) {
    tray.refuse('wrong_shape', 'sensors', sensors ?? null);
    return;
  }
  for (let at = 0; at < sensors.length && !tray.overfull; at++) {
    const one: unknown = sensors[at];
    const path = `sensors[${at}]`;
    const sensor = isObject(one) ? one['sensor'] : undefined;
    if (!isObject(one) || typeof sensor !== 'string') tray.refuse('wrong_shape', path, one);
    else takeObservations({ tray, state, sensor, path: `${path}.` }, one['observations']);
  }
}

function decodeData(path: SentiloPath, payload: Buffer, context: DecodeContext): Decoded {
  const tray = new Tray(context);
  const { state } = context;
  if (path.sensor !== undefined && path.value !== undefined) {
    takeValue({ tray, state, sensor: path.sensor, path: '' }, path.value, UNTIMED);
    return tray.result();
  }
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const body = json.value;
  if (!isObject(body)) return unreadable({ code: 'wrong_shape', path: '' });
  if (path.sensor === undefined) takeSensors(tray, body, state);
  else takeObservations({ tray, state, sensor: path.sensor, path: '' }, body['observations']);
  return tray.result();
}

/** Reads observations, and remembers types and units of the sensors that the catalogue is told. */
export function decodeSentilo(envelope: Envelope, context: DecodeContext): Decoded {
  const path = sentiloPath(envelope);
  if (path === undefined) return unreadable({ code: 'wrong_shape', path: '' });
  if (path.service === 'data') return decodeData(path, envelope.payload, context);
  const json = jsonOf(envelope.payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const state = withSensors(context.state, json.value);
  return state === undefined ? silent() : { ...silent(), state };
}
