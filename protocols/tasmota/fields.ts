/** A field of a sensor: what it measures and in which unit Tasmota writes it. */
export interface Field {
  readonly phenomenon: string;
  /** A unit, or the key of the message that names it. */
  readonly unit: string;
  /** Keys of sensors for which the field means this; any without it. */
  readonly only?: RegExp;
}

/** Keys that name units, with the unit that the firmware uses unless it was set otherwise. */
export const UNIT_KEYS = { TempUnit: 'C', PressureUnit: 'hPa', SpeedUnit: 'm/s' } as const;
export type UnitKey = keyof typeof UNIT_KEYS;

export function isUnitKey(key: string): key is UnitKey {
  return Object.hasOwn(UNIT_KEYS, key);
}

const SENSIRION = /^(?:SEN5|SGP4)/;
const WIND = /^(?:TX2|WINDMETER)/;

function mass(phenomenon: string): Field {
  return { phenomenon, unit: 'ug/m3' };
}

/** Plantower counts (`PB`) are per 0.1 l, Sensirion's (`NCPM`) per cm³ (datasheets). */
function counts(): [string, Field][] {
  const sizes = ['0.3', '0.5', '1', '2.5', '5', '10'] as const;
  const plantower = sizes.map((size): [string, Field] => [
    `PB${size}`,
    { phenomenon: `pn${size.replace('.', '_')}`, unit: '{#}/dL' },
  ]);
  const sensirion = ['0_5', '1_0', '2_5', '4_0', '10'].map((size): [string, Field] => [
    `NCPM${size}`,
    { phenomenon: `pn${size.replace('_0', '')}`, unit: '{#}/cm3' },
  ]);
  return [...plantower, ...sensirion];
}

const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['Temperature', { phenomenon: 'temperature', unit: 'TempUnit' }],
  ['Humidity', { phenomenon: 'humidity', unit: '%' }],
  ['Pressure', { phenomenon: 'pressure', unit: 'PressureUnit' }],
  ['CarbonDioxide', { phenomenon: 'co2', unit: 'ppm' }],
  ['CO2', { phenomenon: 'co2', unit: 'ppm' }],
  ['eCO2', { phenomenon: 'eco2', unit: 'ppm' }],
  ['TVOC', { phenomenon: 'tvoc', unit: 'ppb' }],
  ['VOC', { phenomenon: 'voc_index', unit: '1', only: SENSIRION }],
  ['VOC_Index', { phenomenon: 'voc_index', unit: '1' }],
  ['NOx', { phenomenon: 'nox_index', unit: '1', only: SENSIRION }],
  ['NOX_Index', { phenomenon: 'nox_index', unit: '1' }],
  ['PM1', mass('pm1')],
  ['PM1.0', mass('pm1')],
  ['PM1_0', mass('pm1')],
  ['PM2.5', mass('pm2_5')],
  ['PM2_5', mass('pm2_5')],
  ['PM4', mass('pm4')],
  ['PM4.0', mass('pm4')],
  ['PM4_0', mass('pm4')],
  ['PM10', mass('pm10')],
  ...counts(),
  ['TYPSIZ', { phenomenon: 'particle_size', unit: 'um' }],
  ['Illuminance', { phenomenon: 'illuminance', unit: 'lx' }],
  ['UvIndex', { phenomenon: 'uv_index', unit: '1' }],
  ['Battery', { phenomenon: 'battery', unit: '%' }],
  ['BatteryPercentage', { phenomenon: 'battery', unit: '%' }],
  ['BatteryVoltage', { phenomenon: 'battery_voltage', unit: 'V' }],
  ['RSSI', { phenomenon: 'rssi', unit: 'dBm' }],
  ['Speed', { phenomenon: 'wind_speed', unit: 'SpeedUnit', only: WIND }],
  ['Speed.Act', { phenomenon: 'wind_speed', unit: 'SpeedUnit', only: WIND }],
  ['Dir', { phenomenon: 'wind_direction', unit: 'deg', only: WIND }],
  ['Dir.Deg', { phenomenon: 'wind_direction', unit: 'deg', only: WIND }],
]);

const NUMBERED = /^([A-Z][A-Za-z]+)([1-9]\d?)$/;

/** A field with the number that tells it from others of its kind in one sensor: `Temperature2` of `ANALOG`. */
export interface NumberedField {
  readonly field: Field;
  readonly number: string;
}

/** The field of that name in the sensor of that key (`AM2301`); undefined where it is none that the catalogue has. */
export function fieldOf(name: string, sensor: string): NumberedField | undefined {
  const exact = FIELDS.get(name);
  const numbered = exact === undefined ? NUMBERED.exec(name) : null;
  const field = exact ?? FIELDS.get(numbered?.[1] ?? '');
  if (field === undefined || field.only?.test(sensor) === false) return undefined;
  return { field, number: numbered?.[2] ?? '' };
}

/** How the firmware names a phenomenon; undefined where no sensor of it has one. */
export function nameOfField(phenomenon: string, sensor: string): string | undefined {
  for (const [name, field] of FIELDS)
    if (field.phenomenon === phenomenon && !name.includes('.Act') && field.only?.test(sensor) !== false)
      return name;
  return undefined;
}
