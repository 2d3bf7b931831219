import { PHENOMENA } from '../domain/phenomena/catalogue.ts';

/** Names beyond this are no names: the longest namespaced id has 62 characters. */
const LONGEST_NAME = 100;

/** What makers call quantities of the catalogue, folded; ids of the catalogue mean themselves. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  temperature: ['temp', 'air_temperature', 'ambient_temperature'],
  humidity: ['hum', 'rh', 'relative_humidity', 'air_humidity'],
  pressure: ['air_pressure', 'atmospheric_pressure', 'barometric_pressure', 'barometer'],
  wind_speed: ['windspeed'],
  wind_direction: ['winddirection', 'wind_bearing'],
  rain: ['rainfall', 'precipitation'],
  illuminance: ['lux', 'ambient_light'],
  uv_index: ['uvindex', 'uvi'],
  battery: ['battery_level', 'battery_percentage', 'batterypercentage'],
  battery_voltage: ['batteryvoltage'],
  rssi: ['signal_strength', 'wifi_signal', 'wifi_signal_strength', 'wifi_rssi', 'wifi_signal_db'],
  co2: ['carbon_dioxide', 'carbondioxide'],
  co: ['carbon_monoxide'],
  no2: ['nitrogen_dioxide'],
  no: ['nitrogen_monoxide', 'nitric_oxide'],
  o3: ['ozone'],
  so2: ['sulphur_dioxide', 'sulfur_dioxide'],
  nh3: ['ammonia'],
  hcho: ['formaldehyde', 'ch2o'],
  voc_index: ['vocindex'],
  nox_index: ['noxindex'],
  noise_laeq: ['laeq'],
};

const IDS: ReadonlyMap<string, string> = new Map([
  ...PHENOMENA.map(({ id }) => [id, id] as const),
  ...Object.entries(SPOKEN).flatMap(([id, names]) => names.map((name) => [name, id] as const)),
]);

/** `pm2.5`, `PM 2_5`, `pm25`, `pm_1_0`, `PM <10.0µm Weight Concentration`; the decimal point of 10 and 1.0 matters. */
const MASS = /^pm_?(1|1_0|2_5|25|4|4_0|10|10_0)(?:_?u?m)?(?:_(?:weight|mass))?(?:_(?:concentration|value))?$/;
const SIZES: Readonly<Record<string, string>> = {
  ...{ '1': 'pm1', '1_0': 'pm1', '2_5': 'pm2_5', '25': 'pm2_5' },
  ...{ '4': 'pm4', '4_0': 'pm4', '10': 'pm10', '10_0': 'pm10' },
};

/** A name in small letters and digits, `_` between them. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

function idOf(name: string): string | undefined {
  const size = MASS.exec(name)?.[1];
  return size === undefined ? IDS.get(name) : SIZES[size];
}

/** The catalogue id of a quantity as makers call it (`PM2.5`, `CarbonDioxide`, `air temperature`); undefined where it is none. */
export function quantityNamed(name: string): string | undefined {
  return name.length > LONGEST_NAME ? undefined : idOf(folded(name));
}

/**
 * The name under which a message carries a quantity that the catalogue does not have (`x_soil` as `soil`); undefined where
 * that name would be read as one of the catalogue.
 */
export function ownName(phenomenon: string): string | undefined {
  const bare = phenomenon.replace(/^x_/, '');
  return bare === '' || splitName(bare) !== undefined ? undefined : bare;
}

/** A quantity and the sensor that measures it, as one name says both. */
export interface SplitName {
  readonly phenomenon: string;
  /** What the name says beside the quantity; empty for nothing. */
  readonly channel: string;
}

/**
 * Reads a name that may say the sensor too: `bme280_temperature` and `Temperature BME280` are `temperature` of channel
 * `bme280`. The longest quantity wins. Undefined where no part of it is a quantity of the catalogue.
 */
export function splitName(name: string): SplitName | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const words = folded(name).split('_');
  for (let length = words.length; length > 0; length--) {
    const last = idOf(words.slice(-length).join('_'));
    if (last !== undefined)
      return { phenomenon: last, channel: channelOf(words.slice(0, -length).join('_')) };
    const first = idOf(words.slice(0, length).join('_'));
    if (first !== undefined) return { phenomenon: first, channel: channelOf(words.slice(length).join('_')) };
  }
  return undefined;
}

/** A channel made of any text: small letters, digits, `_`, `.` and `-`, 32 at most; empty where nothing is left. */
export function channelOf(text: string): string {
  return text
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 32)
    .replace(/-+$/, '');
}
