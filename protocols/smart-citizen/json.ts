import type { Envelope } from '../../domain/envelope.ts';
import { isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable, type When } from '../tray.ts';
import { sensorById, sensorByKey } from './lookup.ts';
import { take } from './take.ts';

/** Keys beyond this are no keys: the longest namespaced id has 62 characters. */
const LONGEST_KEY = 100;

const DIGITS = /^\d{1,7}$/;

/** The sensor that an `id` names: an integer, the same as text, or a key. */
function sensorOf(id: unknown) {
  if (typeof id === 'number') return sensorById(id);
  if (typeof id !== 'string') return undefined;
  return DIGITS.test(id) ? sensorById(Number(id)) : sensorByKey(id);
}

interface Place {
  readonly path: string;
  readonly when: When;
}

/** A value under a key that no catalogue lists: kept under that key. */
function takeUnknown(tray: Tray, key: string, at: Place & { value: number }): void {
  const { path, value, when } = at;
  tray.found.push({ phenomenon: key, channel: '', time: when.time, value, flags: when.flags, path });
}

function takeSensor(tray: Tray, entry: unknown, { path: base, when }: Place): void {
  if (!isObject(entry)) {
    tray.refuse('wrong_shape', base, entry);
    return;
  }
  const { id } = entry;
  const sensor = sensorOf(id);
  const path = `${base}.value`;
  const key = typeof id === 'string' && id !== '' && id.length <= LONGEST_KEY ? id : undefined;
  if (sensor?.personal) tray.ignored++;
  else if (sensor === undefined && key === undefined) tray.refuse('bad_name', `${base}.id`, id ?? null);
  else {
    const value = tray.number(entry['value'] ?? null, path);
    if (value === undefined) return;
    if (sensor !== undefined) take(tray, sensor, { value, path, when });
    else if (key !== undefined) takeUnknown(tray, key, { value, path, when });
  }
}

function takeRecord(tray: Tray, record: unknown, path: string): void {
  const sensors = isObject(record) ? record['sensors'] : undefined;
  if (!isObject(record)) tray.refuse('wrong_shape', path, record);
  else if (!Array.isArray(sensors)) tray.refuse('wrong_shape', `${path}.sensors`, sensors ?? null);
  else {
    const when = tray.when(record['recorded_at'], `${path}.recorded_at`);
    for (let i = 0; when !== undefined && i < sensors.length && !tray.overfull; i++)
      takeSensor(tray, sensors[i], { path: `${path}.sensors[${i}]`, when });
  }
}

/**
 * The record of a forwarded message: the platform sends the device as its API shows it, with the newest reading of every
 * sensor in `data.sensors` and their time in `data.recorded_at` or `last_reading_at`.
 */
function forwarded(body: Readonly<Record<string, unknown>>): unknown {
  const data = body['data'];
  if (!isObject(data) || !Array.isArray(data['sensors'])) return undefined;
  return { recorded_at: data['recorded_at'] ?? body['last_reading_at'], sensors: data['sensors'] };
}

/** Reads `{"data": [{"recorded_at": "2016-06-08 10:30:00Z", "sensors": [{"id": 1, "value": 21}]}]}`, and a forwarded device. */
export function decodeJson({ payload }: Envelope, context: DecodeContext): Decoded {
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const data = isObject(json.value) ? json.value['data'] : undefined;
  const record = isObject(json.value) ? forwarded(json.value) : undefined;
  const tray = new Tray(context);
  if (record !== undefined) takeRecord(tray, record, 'data');
  else if (!Array.isArray(data)) tray.refuse('wrong_shape', 'data', data ?? json.value);
  else for (let i = 0; i < data.length && !tray.overfull; i++) takeRecord(tray, data[i], `data[${i}]`);
  return tray.result();
}
