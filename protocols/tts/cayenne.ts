/** A value in a Cayenne Low Power Payload. */
export interface CayenneValue {
  /** Data channel, 0 to 255: the device's number for the sensor. */
  readonly channel: number;
  /** As The Things Stack's own formatter names it: `temperature`, `accelerometer_x`. */
  readonly name: string;
  readonly value: number;
}

/** How one data type is laid out; all are big-endian. */
interface Type {
  readonly name: string;
  /** Bytes of each part. */
  readonly bytes: 1 | 2 | 3 | 4;
  readonly signed: boolean;
  /** What one step is worth, as its inverse: 10 for 0.1. */
  readonly steps: number;
  /** Names behind the type's, where it has several parts. */
  readonly parts: readonly string[];
  /** A place on Earth, a date: no reading. */
  readonly aside: boolean;
}

function type(name: string, bytes: Type['bytes'], more: Partial<Omit<Type, 'name' | 'bytes'>> = {}): Type {
  return { name, bytes, signed: false, steps: 1, parts: [''], aside: false, ...more };
}

const XYZ = ['_x', '_y', '_z'];

/** Data types of Cayenne LPP (IPSO object id less 3200), and of the extended list that libraries for Arduino have. */
const TYPES: ReadonlyMap<number, Type> = new Map([
  [0, type('digital_in', 1)],
  [1, type('digital_out', 1)],
  [2, type('analog_in', 2, { signed: true, steps: 100 })],
  [3, type('analog_out', 2, { signed: true, steps: 100 })],
  [100, type('generic', 4)],
  [101, type('luminosity', 2)],
  [102, type('presence', 1)],
  [103, type('temperature', 2, { signed: true, steps: 10 })],
  [104, type('relative_humidity', 1, { steps: 2 })],
  [113, type('accelerometer', 2, { signed: true, steps: 1000, parts: XYZ })],
  [115, type('barometric_pressure', 2, { steps: 10 })],
  [116, type('voltage', 2, { steps: 100 })],
  [117, type('current', 2, { steps: 1000 })],
  [118, type('frequency', 4)],
  [120, type('percentage', 1)],
  [121, type('altitude', 2, { signed: true, aside: true })],
  [125, type('concentration', 2)],
  [128, type('power', 2)],
  [130, type('distance', 4, { steps: 1000 })],
  [131, type('energy', 4, { steps: 1000 })],
  [132, type('direction', 2)],
  [133, type('unix_time', 4, { aside: true })],
  [134, type('gyrometer', 2, { signed: true, steps: 100, parts: XYZ })],
  [135, type('colour', 1, { parts: ['_r', '_g', '_b'] })],
  [136, type('gps', 3, { signed: true, parts: ['_latitude', '_longitude', '_altitude'], aside: true })],
  [142, type('switch', 1)],
]);

/**
 * The values of a payload in Cayenne LPP: channel, type, data, and so on to its end; positions are left out. Undefined for
 * bytes that are none: an unknown type, or data cut off.
 */
export function cayenneValues(payload: Buffer): readonly CayenneValue[] | undefined {
  const values: CayenneValue[] = [];
  let at = 0;
  while (at < payload.length) {
    const channel = payload[at] ?? 0;
    const known = at + 1 < payload.length ? TYPES.get(payload[at + 1] ?? 0) : undefined;
    at += 2;
    if (known === undefined || at + known.bytes * known.parts.length > payload.length) return undefined;
    const { name, bytes, signed, steps, parts, aside } = known;
    for (const suffix of parts) {
      const raw = signed ? payload.readIntBE(at, bytes) : payload.readUIntBE(at, bytes);
      at += bytes;
      if (!aside) values.push({ channel, name: name + suffix, value: raw / steps });
    }
  }
  return payload.length === 0 ? undefined : values;
}

/** Quantities and units of Cayenne's names; the others are kept under theirs. */
const QUANTITIES: Readonly<Record<string, readonly [phenomenon: string, unit: string]>> = {
  temperature: ['temperature', 'Cel'],
  relative_humidity: ['humidity', '%'],
  barometric_pressure: ['pressure', 'hPa'],
  luminosity: ['illuminance', 'lx'],
};

/** What a name of Cayenne's means; undefined for one that says no quantity of the catalogue. */
export function cayenneQuantity(
  name: string,
): { readonly phenomenon: string; readonly unit: string } | undefined {
  const [phenomenon, unit] = Object.hasOwn(QUANTITIES, name) ? (QUANTITIES[name] ?? []) : [];
  return phenomenon === undefined || unit === undefined ? undefined : { phenomenon, unit };
}

const NAMES: ReadonlySet<string> = new Set(
  [...TYPES.values()].filter(({ aside }) => !aside).map(({ name }) => name),
);

/** Whether a name is one of a data type's. */
export function isCayenneName(name: string): boolean {
  return NAMES.has(name);
}
