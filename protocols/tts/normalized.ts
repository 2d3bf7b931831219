import { isObject } from '../body.ts';
import { putMeasured } from '../measured.ts';
import { takeNamed } from '../named.ts';
import type { Tray, When } from '../tray.ts';

/** Names of the Device Repository's vocabulary (lib/payload.json), with the units it prescribes. */
const VOCABULARY: Readonly<Record<string, readonly [phenomenon: string, unit: string, channel?: string]>> = {
  'air.temperature': ['temperature', 'Cel'],
  'air.relativeHumidity': ['humidity', '%'],
  'air.pressure': ['pressure', 'hPa'],
  'air.co2': ['co2', '[ppm]'],
  'air.lightIntensity': ['illuminance', 'lx'],
  'wind.speed': ['wind_speed', 'm/s'],
  'wind.direction': ['wind_direction', 'deg'],
  'soil.temperature': ['temperature', 'Cel', 'soil'],
  'water.temperature.current': ['temperature', 'Cel', 'water'],
  'rain.intensity': ['rain_intensity', 'mm/h'],
  battery: ['battery_voltage', 'V'],
};

/** Levels of groups in groups. */
const DEPTH = 3;

interface Place {
  readonly tray: Tray;
  readonly when: When;
  readonly path: string;
}

function take(place: Place, name: string, value: unknown): void {
  const { tray, when, path } = place;
  const [phenomenon, unit, channel = ''] = (Object.hasOwn(VOCABULARY, name) && VOCABULARY[name]) || [];
  if (isObject(value) && name.split('.').length < DEPTH)
    for (const key of Object.keys(value)) take(place, `${name}.${key}`, value[key]);
  else if (phenomenon === undefined)
    takeNamed({ tray, when, sensor: '', path }, name.slice(0, 100).replaceAll('.', '_'), value);
  else {
    const number = tray.number(value, path + name);
    if (number !== undefined)
      putMeasured(tray, { phenomenon, channel, value: number, unit, when, path: path + name });
  }
}

/** Takes measurements of the vocabulary, a list or one, each with a time of its own or that of the uplink. */
export function takeNormalized(tray: Tray, normalized: unknown, uplink: When): void {
  const list: readonly unknown[] = Array.isArray(normalized) ? normalized : [normalized];
  for (let at = 0; at < list.length && !tray.overfull; at++) {
    const one = list[at];
    const path = `normalized_payload[${at}].`;
    if (!isObject(one)) {
      tray.refuse('wrong_shape', path.slice(0, -1), one ?? null);
      continue;
    }
    const { time } = one;
    const when = time === undefined ? uplink : tray.when(time, `${path}time`);
    if (when === undefined) continue;
    for (const name of Object.keys(one)) if (name !== 'time') take({ tray, when, path }, name, one[name]);
  }
}
