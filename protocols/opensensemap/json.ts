import type { Envelope } from '../../domain/envelope.ts';
import { isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable } from '../tray.ts';
import { Box } from './take.ts';

/** `[value]`, `[value, createdAt]` or `[value, createdAt, location]`. */
const LONGEST_ENTRY = 3;

/** `{"<sensor>": "21.4", "<sensor>": ["21.4", "2026-03-01T12:00:00Z"]}` */
function takeObject(box: Box, body: Readonly<Record<string, unknown>>): void {
  for (const sensor of Object.keys(body)) {
    if (box.tray.overfull) return;
    const entry = body[sensor];
    const places = { sensor, value: `${sensor}[0]`, createdAt: `${sensor}[1]` };
    if (!Array.isArray(entry))
      box.take({ sensor, value: entry, createdAt: null }, { ...places, value: sensor });
    else if (entry.length === 0 || entry.length > LONGEST_ENTRY)
      box.tray.refuse('wrong_shape', sensor, entry);
    else box.take({ sensor, value: entry[0], createdAt: entry[1] }, places);
  }
}

/** `[{"sensor": "<id>", "value": "21.4", "createdAt": "2026-03-01T12:00:00Z"}]` */
function takeList(box: Box, list: readonly unknown[]): void {
  for (let i = 0; i < list.length && !box.tray.overfull; i++) {
    const entry = list[i];
    if (!isObject(entry)) box.tray.refuse('wrong_shape', `[${i}]`, entry);
    else {
      const sensor = entry['sensor'] ?? entry['sensor_id'];
      const places = { sensor: `[${i}].sensor`, value: `[${i}].value`, createdAt: `[${i}].createdAt` };
      box.take({ sensor, value: entry['value'], createdAt: entry['createdAt'] }, places);
    }
  }
}

/** Reads both JSON forms of `/boxes/<box>/data`. */
export function decodeJson({ payload }: Envelope, context: DecodeContext): Decoded {
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const box = new Box(new Tray(context));
  if (Array.isArray(json.value)) takeList(box, json.value);
  else if (isObject(json.value)) takeObject(box, json.value);
  else box.tray.refuse('wrong_shape', '', json.value);
  return box.result();
}

/** Reads `{"value": "21.4", "createdAt": "2026-03-01T12:00:00Z"}`, the body of `/boxes/<box>/<sensor>`. */
export function decodeSingle({ payload }: Envelope, context: DecodeContext, sensor: string): Decoded {
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const box = new Box(new Tray(context));
  if (!isObject(json.value)) box.tray.refuse('wrong_shape', '', json.value);
  else {
    const places = { sensor: 'sensor', value: 'value', createdAt: 'createdAt' };
    box.take({ sensor, value: json.value['value'], createdAt: json.value['createdAt'] }, places);
  }
  return box.result();
}
