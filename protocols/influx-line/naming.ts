import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { ucum } from '../../domain/phenomena/units.ts';
import { readName } from '../unit-words.ts';
import type { Line } from './line.ts';

/** Tags that name the sensor, the first that a line has. */
const SENSOR_TAGS = ['channel', 'sensor', 'sensor_id', 'device', 'device_id'] as const;
const UNIT_TAGS = ['unit', 'units'] as const;

/** Measurements that say neither sensor nor quantity. */
const GENERAL: ReadonlySet<string> = new Set([
  ...['readings', 'reading', 'measurements', 'measurement', 'sensor', 'sensors', 'sensor_data', 'sensordata'],
  ...['data', 'values', 'telemetry', 'kit', 'station', 'weather', 'environment', 'env', 'air', 'airquality'],
  ...[
    'air_quality',
    'climate',
    'outdoor',
    'indoor',
    'noise',
    'airsensors',
    'iot',
    'home',
    'mqtt_consumer',
    'http',
  ],
]);

/** The field under which one-value measurements carry it: Tasmota, Home Assistant, openHAB. */
const VALUE = 'value';

/** Units that the catalogue has: Home Assistant names measurements after them. */
const UNITS: ReadonlySet<string> = new Set(
  PHENOMENA.flatMap(({ unit, accepts }) => [unit, ...Object.keys(accepts)]),
);

/** `°C,domain=sensor,entity_id=roof_temperature value=21.5`: what Home Assistant writes. */
function entityOf({ measurement, tags }: Line): string | undefined {
  const entity = tags.get('entity_id');
  return entity !== undefined && (UNITS.has(ucum(measurement)) || measurement.startsWith('sensor.'))
    ? entity
    : undefined;
}

/**
 * The name of a field's quantity, and its sensor: the first of the line's tags `channel`, `sensor`, `sensor_id`, `device`
 * and `device_id`; else the measurement, unless that is a quantity or one of the general words. The quantity of a field
 * `value` is the measurement.
 */
export function namedIn(line: Line, key: string): { readonly name: string; readonly sensor: string } {
  const { measurement, tags } = line;
  const tag = SENSOR_TAGS.find((one) => tags.has(one));
  const tagged = tag === undefined ? '' : (tags.get(tag) ?? '');
  if (key === VALUE) return { name: entityOf(line) ?? measurement, sensor: tagged };
  const general = GENERAL.has(measurement.toLowerCase()) || readName(measurement).phenomenon !== undefined;
  return { name: key, sensor: tagged === '' && !general ? measurement : tagged };
}

/** The unit of a line's fields; undefined where it names none. */
export function unitOf(line: Line): string | undefined {
  const tag = UNIT_TAGS.find((name) => line.tags.has(name));
  if (tag !== undefined) return line.tags.get(tag);
  return entityOf(line) !== undefined && UNITS.has(ucum(line.measurement)) ? line.measurement : undefined;
}
