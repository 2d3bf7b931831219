import type { Envelope } from '../../domain/envelope.ts';
import { isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable } from '../tray.ts';
import { Box } from './take.ts';

/** What hackAIR's sensors call their readings. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['PM2.5_AirPollutantValue', 'pm2_5'],
  ['PM10_AirPollutantValue', 'pm10'],
  ['Temperature_Value', 'temperature'],
  ['Humidity_Value', 'humidity'],
]);

/** Reads `{"reading": {"PM2.5_AirPollutantValue": "7.93", "PM10_AirPollutantValue": "32.63"}, "battery": "5.99"}`. */
export function decodeHackair({ payload }: Envelope, context: DecodeContext): Decoded {
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const box = new Box(new Tray(context));
  const reading = isObject(json.value) ? json.value['reading'] : undefined;
  if (!isObject(json.value) || !isObject(reading)) {
    box.tray.refuse('wrong_shape', 'reading', reading ?? json.value);
    return box.result();
  }
  for (const name of Object.keys(reading)) {
    if (box.tray.overfull) break;
    const path = `reading.${name}`;
    const sensor = NAMES.get(name) ?? name;
    box.take(
      { sensor, value: reading[name], createdAt: null },
      { sensor: path, value: path, createdAt: path },
    );
  }
  const { battery } = json.value;
  // Firmware sends volts, percent or nothing there, and does not say which.
  if (battery !== undefined && battery !== '')
    box.take(
      { sensor: 'hackair_battery', value: battery, createdAt: null },
      { sensor: 'battery', value: 'battery', createdAt: 'battery' },
    );
  return box.result();
}
