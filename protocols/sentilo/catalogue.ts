import { isObject } from '../body.ts';
import type { DialectState } from '../contract.ts';
import { quantityNamed } from '../quantities.ts';

/** What the kit's catalogue says of one sensor. */
export interface Catalogued {
  /** A catalogue id, or the type as the provider wrote it. */
  readonly type: string;
  readonly unit: string | undefined;
}

const LONGEST = 64;
/** Sensors remembered of one kit. */
const MOST = 256;

function short(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST ? value : undefined;
}

/** What the kit's state says of a sensor; undefined for one that was never entered in the catalogue. */
export function cataloguedAs(state: DialectState | undefined, sensor: string): Catalogued | undefined {
  const sensors = state?.['sensors'];
  const entry = isObject(sensors) && Object.hasOwn(sensors, sensor) ? sensors[sensor] : undefined;
  const type = isObject(entry) ? short(entry['type']) : undefined;
  return type === undefined || !isObject(entry) ? undefined : { type, unit: short(entry['unit']) };
}

/** The state after sensors were entered in the catalogue: their types and units, nothing else. */
export function withSensors(state: DialectState | undefined, body: unknown): DialectState | undefined {
  const list = isObject(body) ? body['sensors'] : undefined;
  if (!Array.isArray(list)) return state;
  const before = state?.['sensors'];
  const sensors = new Map<string, unknown>(isObject(before) ? Object.entries(before) : []);
  for (const one of list) {
    const [sensor, type] = isObject(one) ? [short(one['sensor']), short(one['type'])] : [];
    if (sensor === undefined || type === undefined || (sensors.size >= MOST && !sensors.has(sensor)))
      continue;
    const unit = short(one.unit);
    sensors.set(sensor, { type: quantityNamed(type) ?? type, ...(unit && { unit }) });
  }
  return { sensors: Object.fromEntries(sensors) };
}
