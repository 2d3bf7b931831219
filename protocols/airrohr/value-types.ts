import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Phenomenon } from '../../domain/phenomena/phenomenon.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';

/** What a `value_type`, without its chip's prefix, means. */
export interface ValueType {
  readonly phenomenon: string;
  /** The unit the firmware sends. */
  readonly unit: string;
  /** The value that stands for none; null where every number is a value. */
  readonly sentinel: number | null;
  readonly known: Phenomenon | undefined;
}

/** Sentinels are those of the firmware's initialisers: -128 for temperatures, -1 for the rest. */
function type(phenomenon: string, unit: string, sentinel: number | null = -1): ValueType {
  return { phenomenon, unit, sentinel, known: phenomenonOf(phenomenon) };
}

/** Number concentrations: the firmware's own page labels them #/cm³ for every sensor that has them. */
const COUNT = '#/cm3';
const MASS = 'ug/m3';

const TYPES = new Map<string, ValueType>([
  // P1 is PM10 and P2 is PM2.5; the debug labels of the HPM in the firmware have them the other way round.
  ['P0', type('pm1', MASS)],
  ['P1', type('pm10', MASS)],
  ['P2', type('pm2_5', MASS)],
  ['P4', type('pm4', MASS)],
  ['P01', type('pm0_1', MASS)],
  ['P03', type('pm0_3', MASS)],
  ['P05', type('pm0_5', MASS)],
  ['P5', type('pm5', MASS)],
  ['N01', type('pn0_1', COUNT)],
  ['N03', type('pn0_3', COUNT)],
  ['N05', type('pn0_5', COUNT)],
  ['N1', type('pn1', COUNT)],
  ['N25', type('pn2_5', COUNT)],
  ['N4', type('pn4', COUNT)],
  ['N5', type('pn5', COUNT)],
  ['N10', type('pn10', COUNT)],
  ['TS', type('particle_size', 'um')],
  ['temperature', type('temperature', 'Cel', -128)],
  ['humidity', type('humidity', '%')],
  ['pressure', type('pressure', 'Pa')],
  // The firmware's spelling, the server's, and the archive's.
  ['noise_LAeq', type('noise_laeq', 'dBA')],
  ['noise_Leq', type('noise_laeq', 'dBA')],
  ['noise_LA_min', type('noise_lamin', 'dBA')],
  ['noise_LA_max', type('noise_lamax', 'dBA')],
  ['noise_L01', type('noise_la01', 'dBA')],
  ['noise_L95', type('noise_la95', 'dBA')],
  ['noise_LA01', type('noise_la01', 'dBA')],
  ['noise_LA95', type('noise_la95', 'dBA')],
  ['co2_ppm', type('co2', 'ppm')],
  ['co2_ppb', type('co2', 'ppb')],
  ['eco2', type('eco2', 'ppm')],
  ['co_ppb', type('co', 'ppb')],
  ['no2_ppb', type('no2', 'ppb')],
  ['ozone_ppb', type('o3', 'ppb')],
  ['so2_ppb', type('so2', 'ppb')],
  ['signal', type('rssi', 'dBm', null)],
]);

/** What a bare `value_type` means; undefined for one that is not listed. */
export function valueType(bare: string): ValueType | undefined {
  return TYPES.get(bare);
}

/** The first bare `value_type` that says a phenomenon in its own unit; undefined where none does. */
export function bareNameOf(phenomenon: string): string | undefined {
  for (const [name, { phenomenon: said, unit, known }] of TYPES)
    if (said === phenomenon && known !== undefined && toOwnUnit(known, 1, unit) === 1) return name;
  return undefined;
}

const NO_READINGS = new Set([
  ...['samples', 'min_micro', 'max_micro', 'interval', 'age', 'sample_time_ms'],
  ...['altitude', 'pressure_sealevel'],
  ...['lat', 'lon', 'height', 'timestamp', 'hdop', 'satelites', 'speed', 'azimuth'],
]);

/** Whether a bare `value_type` is the kit's housekeeping, where it stands, or computed from another value. */
export function isNoReading(bare: string): boolean {
  return NO_READINGS.has(bare) || isDustDuration(bare);
}

/** Whether it is one of the durations and ratios that only a PPD42NS fills. */
export function isDustDuration(bare: string): boolean {
  return /^(?:dur|ratio)P\d+$/.test(bare);
}

/** What the PPD42NS calls P1 and P2: its own count of low pulses by size, not the mass of PM10 and PM2.5. */
export function ppd42nsType(bare: string): ValueType | undefined {
  return /^P\d+$/.test(bare) ? type(`ppd42ns_${bare.toLowerCase()}`, '') : undefined;
}
