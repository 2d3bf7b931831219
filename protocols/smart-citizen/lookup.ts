import { namespaced, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Phenomenon } from '../../domain/phenomena/phenomenon.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { ALIASES, GPS_IDS, SENSORS } from './sensors.ts';

/** A sensor as decoder and archive reader use it. */
export interface Sensor {
  /** 0 for sensors that stand on SD cards only. */
  readonly id: number;
  readonly key: string;
  readonly phenomenon: string;
  readonly channel: string;
  /** The unit the firmware sends. */
  readonly unit: string;
  /** The catalogue's entry of the phenomenon; undefined for a quantity kept as `x_…`. */
  readonly known: Phenomenon | undefined;
  /** The value that stands for none. */
  readonly sentinel: number | undefined;
  /** Tells where somebody is: dropped without a word. */
  readonly personal: boolean;
}

const BATTERY = 10;

function sensor(row: (typeof SENSORS)[number]): Sensor {
  const [id, key, phenomenon, channel, unit] = row;
  const known = phenomenonOf(phenomenon);
  // The firmware writes -1 where no battery is connected.
  const sentinel = id === BATTERY ? -1 : undefined;
  return { id, key, phenomenon, channel, unit, known, sentinel, personal: false };
}

const ALL = SENSORS.map(sensor);
const BY_ID = new Map(ALL.filter(({ id }) => id !== 0).map((s) => [s.id, s]));
const BY_KEY = new Map(ALL.map((s) => [s.key, s]));
for (const [key, id] of Object.entries(ALIASES)) {
  const aliased = BY_ID.get(id);
  if (aliased !== undefined) BY_KEY.set(key, aliased);
}

const GPS = new Set(GPS_IDS);
const HIGHEST_ID = 1_000_000;

function unlisted(id: number): Sensor {
  const rest = { channel: '', unit: '', known: undefined, sentinel: undefined, personal: GPS.has(id) };
  return { id, key: '', phenomenon: `sensor_${id}`, ...rest };
}

/** The sensor of an id from 1 up; one that the catalogue does not list is named `sensor_<id>`. Undefined for no id. */
export function sensorById(id: number): Sensor | undefined {
  if (!Number.isInteger(id) || id < 1 || id > HIGHEST_ID) return undefined;
  return BY_ID.get(id) ?? unlisted(id);
}

/** The sensor of a key (`TEMP`, `temp`); undefined for a key nobody knows. */
export function sensorByKey(key: string): Sensor | undefined {
  const upper = key.toUpperCase();
  if (upper.startsWith('GPS_')) return unlisted(GPS_IDS[0] ?? 0);
  return BY_KEY.get(upper);
}

/** Whether the catalogue lists the sensor. */
export function isListed({ key }: Sensor): boolean {
  return key !== '';
}

/** A value in `unit`, in the phenomenon's own unit; undefined where it cannot be converted. Unknown quantities stay as they are. */
export function ownValue({ known }: Sensor, value: number, unit: string): number | undefined {
  return known === undefined ? value : toOwnUnit(known, value, unit);
}

/** Name under which a reading of the sensor is kept: a catalogue id or `x_…`. */
export function keptAs({ phenomenon, known }: Sensor): string {
  return known === undefined ? (namespaced(phenomenon) ?? phenomenon) : phenomenon;
}

const BY_KEPT = new Map([...BY_ID.values()].map((s) => [`${keptAs(s)}@${s.channel}`, s]));
const UNLISTED = /^x_sensor_(\d{1,7})$/;

/** The published sensor that measures a phenomenon on a channel; undefined where the catalogue has none. */
export function sensorFor(phenomenon: string, channel: string): Sensor | undefined {
  const id = channel === '' ? UNLISTED.exec(phenomenon)?.[1] : undefined;
  if (id !== undefined) return sensorById(Number(id));
  return BY_KEPT.get(`${phenomenon}@${channel}`);
}
