/** A value in a payload whose layout the webhook's path names. */
export interface ProfileValue {
  readonly name: string;
  readonly value: number;
  readonly unit: string | undefined;
}

type Read = (payload: Buffer, at: number) => number;

interface Field {
  readonly name: string;
  readonly bytes: number;
  readonly unit: string | undefined;
  /** Without it the bytes are passed by. */
  readonly read: Read | undefined;
}

const u16: Read = (payload, at) => payload.readUInt16LE(at);
const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

function word(name: string, unit: string | undefined, from: (raw: number) => number): Field {
  return { name, bytes: 2, unit, read: (payload, at) => rounded(from(u16(payload, at))) };
}

/** Light of the senseBox is a byte, and a word that counts 255 of it. */
function light(name: string, unit: string | undefined): Field {
  return { name, bytes: 3, unit, read: (payload, at) => u16(payload, at + 1) * 255 + payload.readUInt8(at) };
}

const tenth = (raw: number) => raw / 10;
const temperature = (raw: number) => raw / 771 - 18;

/** Fields of the senseBox:home in the order of its sketch; without a particle sensor the first five. */
const SENSEBOX: readonly Field[] = [
  word('temperature', 'Cel', temperature),
  word('humidity', '%', (raw) => raw / 100),
  word('pressure', 'hPa', (raw) => raw / 81.9187 + 300),
  light('illuminance', 'lx'),
  light('uv', undefined),
  word('pm10', 'ug/m3', tenth),
  word('pm25', 'ug/m3', tenth),
];

/** Words of a list, for senseBoxes with other sensors. */
const BY_WORD: ReadonlyMap<string, Field> = new Map([
  ...SENSEBOX.map((field) => [field.name, field] as const),
  ['lightintensity', light('illuminance', 'lx')],
  ['uvlight', light('uv', undefined)],
  ['soiltemperature', word('soil_temperature', 'Cel', temperature)],
  ['soilmoisture', word('soil_moisture', undefined, (raw) => raw / 100)],
  ['soundlevel', word('sound_level', undefined, tenth)],
  ['windspeed', word('windspeed', 'm/s', tenth)],
  ['co2', word('co2', 'ppm', (raw) => raw)],
]);

/** Types of the lora-serialization library (v3), little-endian; temperature is big-endian there. */
const SERIALIZED: Readonly<Record<string, Omit<Field, 'name'>>> = {
  unixtime: { bytes: 4, unit: undefined, read: undefined },
  latLng: { bytes: 8, unit: undefined, read: undefined },
  uint8: { bytes: 1, unit: undefined, read: (payload, at) => payload.readUInt8(at) },
  uint16: { bytes: 2, unit: undefined, read: u16 },
  uint32: { bytes: 4, unit: undefined, read: (payload, at) => payload.readUInt32LE(at) },
  humidity: { bytes: 2, unit: '%', read: (payload, at) => u16(payload, at) / 100 },
  temperature: { bytes: 2, unit: 'Cel', read: (payload, at) => payload.readInt16BE(at) / 100 },
  rawFloat: { bytes: 4, unit: undefined, read: (payload, at) => payload.readFloatLE(at) },
  bitmap: { bytes: 1, unit: undefined, read: undefined },
};

/** Bytes of a senseBox:home without a particle sensor. */
const HOME_BYTES = 12;

/** Fields one profile may name. */
const MOST = 32;

function senseboxFields(list: string, bytes: number): readonly Field[] | undefined {
  if (list === '') return bytes === HOME_BYTES ? SENSEBOX.slice(0, 5) : SENSEBOX;
  const fields = list.split(',').map((name) => BY_WORD.get(name));
  return fields.includes(undefined) ? undefined : (fields as Field[]);
}

/** `temperature,uint16.pm10`: types in turn, each with a name behind a point where it is not its own. */
function serializedFields(list: string): readonly Field[] | undefined {
  const fields = list.split(',').map((item): Field | undefined => {
    const [type = '', name = type] = item.split('.');
    const known = Object.hasOwn(SERIALIZED, type) ? SERIALIZED[type] : undefined;
    return known === undefined || name === '' ? undefined : { ...known, name };
  });
  return fields.includes(undefined) ? undefined : (fields as Field[]);
}

function fieldsOf(profile: string, bytes: number): readonly Field[] | undefined {
  const [kind, list = ''] = profile.split('=');
  if (list.split(',').length > MOST) return undefined;
  if (kind === 'sensebox-home') return senseboxFields(list, bytes);
  return kind === 'lora-serialization' ? serializedFields(list) : undefined;
}

/**
 * The values of a payload in a layout: `sensebox-home` (with all of its sensors, or `sensebox-home=temperature,humidity`) or
 * `lora-serialization=<types>`. Undefined for an unknown layout, and for bytes that it does not fit.
 */
export function profileValues(profile: string, payload: Buffer): readonly ProfileValue[] | undefined {
  const fields = fieldsOf(profile, payload.length);
  if (fields === undefined) return undefined;
  if (fields.reduce((sum, { bytes }) => sum + bytes, 0) !== payload.length) return undefined;
  const values: ProfileValue[] = [];
  let at = 0;
  for (const { name, bytes, unit, read } of fields) {
    if (read !== undefined) values.push({ name, unit, value: read(payload, at) });
    at += bytes;
  }
  return values;
}
