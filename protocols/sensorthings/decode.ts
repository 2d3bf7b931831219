import type { Envelope } from '../../domain/envelope.ts';
import { isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { takeNamed } from '../named.ts';
import { Tray, unreadable, type When } from '../tray.ts';
import { sensorThingsPath } from './path.ts';

type Body = Readonly<Record<string, unknown>>;

/** An interval of time, `<from>/<to>` (ISO 8601): what was measured over it has the time of its end. */
const INTERVAL = /^[^/]+\/([^/]+)$/;
const NUMERIC = /^\d+$/;
/** Components of a data array that one row may have. */
const MOST_COMPONENTS = 16;

/** The name of what a datastream observes: its id, where that is no number. */
function nameOf(id: unknown): string | undefined {
  if (typeof id === 'number' && Number.isSafeInteger(id)) return `datastream_${id}`;
  if (typeof id !== 'string' || id === '') return undefined;
  return NUMERIC.test(id) ? `datastream_${id}` : id;
}

/** The datastream that an observation, or a data array, links. */
function linked(body: Body): string | undefined {
  const link = body['Datastream'] ?? body['MultiDatastream'];
  return isObject(link) ? nameOf(link['@iot.id'] ?? link['id']) : undefined;
}

function whenOf(tray: Tray, body: Body, path: string): When | undefined {
  const key = body['phenomenonTime'] == null ? 'resultTime' : 'phenomenonTime';
  const value = body[key];
  const end = typeof value === 'string' ? (INTERVAL.exec(value)?.[1] ?? value) : value;
  return tray.when(end, path + key);
}

/** One observation. A list of results is that of a multi-datastream: one name each. */
function takeObservation(tray: Tray, body: Body, at: { name: string; path: string }): void {
  const { name, path } = at;
  const { result } = body;
  if (result === undefined) {
    tray.refuse('wrong_shape', `${path}result`, body);
    return;
  }
  const when = whenOf(tray, body, path);
  if (when === undefined) return;
  const place = { tray, when, sensor: '', path };
  if (!Array.isArray(result)) takeNamed(place, name, result);
  else
    for (let n = 0; n < result.length && !tray.overfull; n++) takeNamed(place, `${name}_${n + 1}`, result[n]);
}

function takeOne(tray: Tray, body: unknown, at: { datastream: string | undefined; path: string }): void {
  const { datastream, path } = at;
  if (!isObject(body)) {
    tray.refuse('wrong_shape', path.slice(0, -1), body);
    return;
  }
  const name = datastream === undefined ? linked(body) : nameOf(datastream);
  if (name === undefined) tray.refuse('wrong_shape', `${path}Datastream`, body['Datastream'] ?? null);
  else takeObservation(tray, body, { name, path });
}

/** A row of a data array as the observation that it stands for. */
function rowOf(row: unknown, components: readonly string[]): Body | undefined {
  if (!Array.isArray(row)) return undefined;
  return Object.fromEntries(components.map((component, at) => [component, row[at]]));
}

/** `[{Datastream, components, dataArray}]` (SensorThings 1.1, 13: data array extension). */
function takeArrays(tray: Tray, body: unknown): void {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  for (let at = 0; at < list.length && !tray.overfull; at++) {
    const one = list[at];
    const path = `[${at}]`;
    const rows = isObject(one) ? one['dataArray'] : undefined;
    const components = isObject(one) ? one['components'] : undefined;
    const name = isObject(one) ? linked(one) : undefined;
    if (name === undefined || !Array.isArray(rows) || !Array.isArray(components)) {
      tray.refuse('wrong_shape', path, one);
      continue;
    }
    const known = components.slice(0, MOST_COMPONENTS).map(String);
    for (let n = 0; n < rows.length && !tray.overfull; n++) {
      const row = rowOf(rows[n], known);
      if (row === undefined) tray.refuse('wrong_shape', `${path}.dataArray[${n}]`, rows[n]);
      else takeObservation(tray, row, { name, path: `${path}.dataArray[${n}].` });
    }
  }
}

/** Reads observations that are created, one by one, as a list, or as data arrays. */
export function decodeSensorThings(envelope: Envelope, context: DecodeContext): Decoded {
  const path = sensorThingsPath(envelope);
  const json = jsonOf(envelope.payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const { value } = json;
  const tray = new Tray(context);
  const datastream = path?.datastream;
  if (path?.form === 'data-array') takeArrays(tray, value);
  else if (!Array.isArray(value)) takeOne(tray, value, { datastream, path: '' });
  else
    for (let at = 0; at < value.length && !tray.overfull; at++)
      takeOne(tray, value[at], { datastream, path: `[${at}].` });
  return tray.result();
}
