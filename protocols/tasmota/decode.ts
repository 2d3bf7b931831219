import type { Envelope } from '../../domain/envelope.ts';
import { isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { numberInText, putMeasured } from '../measured.ts';
import { channelOf } from '../quantities.ts';
import { silent, Tray, unreadable, type When } from '../tray.ts';
import { withoutAddress } from './channel.ts';
import { fieldOf, isUnitKey, UNIT_KEYS } from './fields.ts';
import { tasmotaTopic } from './topic.ts';

type Body = Readonly<Record<string, unknown>>;

/** Levels of sensors in sensors that are read. */
const DEPTH = 3;
const LONGEST_NAME = 64;
/** What stands around devices of a radio gateway: no sensor itself. */
const GATEWAYS: ReadonlySet<string> = new Set(['ZbReceived', 'BLE']);
/** What a gateway says of its network: no readings. */
const HOUSEKEEPING: ReadonlySet<string> = new Set([
  'ZbState',
  'ZbInfo',
  'ZbResponse',
  'ZbStatus1',
  'ZbStatus2',
  'ZbStatus3',
]);
/** Bookkeeping inside of a gateway's device. */
const NO_READINGS: ReadonlySet<string> = new Set(['Endpoint', 'Group', 'LinkQuality', 'Time', 'Epoch']);
const NUMERIC = /^[+-]?\d+(?:\.\d+)?$/;

/** Where a value stands: in which sensor, how deep, and in whose message. */
interface Place {
  readonly tray: Tray;
  readonly body: Body;
  readonly when: When;
  /** Key of the sensor, as `AM2301`; empty for the flat form. */
  readonly sensor: string;
  /** Names between the sensor and the value, as `Speed.`. */
  readonly within: string;
  readonly depth: number;
  /** The device was heard by a gateway, which writes the units of its radio standard. */
  readonly radio: boolean;
}

function unitOf({ body, radio }: Place, unit: string): { unit: string | undefined; customary: string } {
  if (!isUnitKey(unit)) return { unit, customary: unit };
  const named = body[unit];
  const customary = UNIT_KEYS[unit];
  if (typeof named === 'string' && named !== '') return { unit: named, customary };
  return { unit: radio ? customary : undefined, customary };
}

function put(place: Place, name: string, value: number): void {
  const { tray, sensor, within, when } = place;
  const full = `${within}${name}`;
  const path = sensor === '' ? full : `${sensor}.${full}`;
  const known = fieldOf(full, sensor);
  const channel = channelOf(sensor);
  // A Zigbee illuminance is the standard's logarithm of lux (ZCL 4.2.2.2.1.1).
  if (known === undefined || (place.radio && known.field.phenomenon === 'illuminance')) {
    const phenomenon = place.radio && name === 'Illuminance' ? 'Illuminance raw' : full;
    tray.found.push({ phenomenon, channel, time: when.time, value, flags: when.flags, path });
    return;
  }
  const { field, number } = known;
  const numbered = number === '' ? channel : channelOf(`${channel.slice(0, 29)}-${number}`);
  putMeasured(tray, {
    ...{ phenomenon: field.phenomenon, channel: numbered, value, when, path },
    ...unitOf(place, field.unit),
  });
}

function takeList(place: Place, name: string, list: readonly unknown[]): void {
  for (let at = 0; at < list.length && !place.tray.overfull; at++)
    takeValue({ ...place, sensor: `${place.sensor}-${at + 1}` }, name, list[at]);
}

function takeValue(place: Place, name: string, value: unknown): void {
  const { tray, sensor } = place;
  if (name.length > LONGEST_NAME || sensor.length > LONGEST_NAME) tray.refuse('bad_name', sensor, name);
  else if (typeof value === 'number') put(place, name, value);
  else if (value === null) tray.missing++;
  else if (isObject(value)) takeObject(place, name, value);
  else if (Array.isArray(value)) takeList(place, name, value);
  else if (
    typeof value === 'string' &&
    NUMERIC.test(value.slice(0, LONGEST_NAME)) &&
    fieldOf(`${place.within}${name}`, sensor)
  ) {
    const number = numberInText(tray, value, `${sensor}.${name}`);
    if (number !== undefined) put(place, name, number);
  } else tray.ignored++;
}

/** Reads an object: a sensor at the top of the message or under a gateway, a group of values inside of a sensor. */
function takeObject(place: Place, key: string, object: Body): void {
  const { tray, sensor, within, depth } = place;
  if (depth >= DEPTH || HOUSEKEEPING.has(key)) {
    tray.ignored++;
    return;
  }
  const deeper = { ...place, depth: depth + 1 };
  if (GATEWAYS.has(key) && sensor === '') takeFields({ ...deeper, radio: true }, object);
  else if (sensor === '') takeFields({ ...deeper, sensor: withoutAddress(key) }, object);
  else takeFields({ ...deeper, within: `${within}${key}.` }, object);
}

function takeFields(place: Place, object: Body): void {
  for (const key of Object.keys(object)) {
    if (place.tray.overfull) return;
    if (place.sensor === '' && (key === 'Time' || isUnitKey(key))) continue;
    if (place.radio && NO_READINGS.has(key)) place.tray.ignored++;
    else takeValue(place, key, object[key]);
  }
}

function decodeSensors(body: Body, context: DecodeContext): Decoded {
  const tray = new Tray(context);
  const when = tray.when(body['Time'], 'Time');
  if (when === undefined) return tray.result();
  takeFields({ tray, body, when, sensor: '', within: '', depth: 0, radio: false }, body);
  // Switches and codes are no readings: a message of nothing else is none either.
  if (Object.keys(body).length > 0) tray.ignored++;
  return tray.result();
}

/** `STATE`: the radio signal in dBm. `Wifi.RSSI` is a percentage, and the names of networks are nobody's business. */
function decodeState(body: Body, context: DecodeContext): Decoded {
  const wifi = body['Wifi'];
  const signal = isObject(wifi) ? wifi['Signal'] : undefined;
  if (signal === undefined) return silent();
  const tray = new Tray(context);
  const when = tray.when(body['Time'], 'Time');
  const path = 'Wifi.Signal';
  const value = when === undefined ? undefined : tray.number(signal, path);
  if (when !== undefined && value !== undefined)
    putMeasured(tray, { phenomenon: 'rssi', channel: '', value, unit: 'dBm', when, path });
  return tray.result();
}

/** Reads `SENSOR`, `STATUS8`, `STATUS10` and `STATE`; the other messages of the firmware hold no readings. */
export function decodeTasmota({ topic, payload }: Envelope, context: DecodeContext): Decoded {
  const kind = tasmotaTopic(topic)?.kind;
  if (kind !== 'SENSOR' && kind !== 'STATE' && kind !== 'STATUS8' && kind !== 'STATUS10') return silent();
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const body = kind.startsWith('STATUS') && isObject(json.value) ? json.value['StatusSNS'] : json.value;
  if (!isObject(body))
    return unreadable({ code: 'wrong_shape', path: kind.startsWith('STATUS') ? 'StatusSNS' : '' });
  return kind === 'STATE' ? decodeState(body, context) : decodeSensors(body, context);
}
