import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Phenomenon } from '../../domain/phenomena/phenomenon.ts';

/** What a key of AirGradient's JSON means. */
export interface Quantity {
  readonly key: string;
  readonly phenomenon: string;
  readonly known: Phenomenon | undefined;
  /** Unit in which the firmware sends it. */
  readonly unit: string;
  /** The value by which firmware says that it has none; newer firmware leaves the key out. */
  readonly sentinel: number;
}

function quantity(key: string, phenomenon: string, unit: string, sentinel = -1): Quantity {
  return { key, phenomenon, known: phenomenonOf(phenomenon), unit, sentinel };
}

const MASS = 'ug/m3';
/** Particle counts are "per dL" (docs/local-server.md), which a Plantower calls 0.1 l. */
const COUNT = '{#}/dL';
/** `getInvalidTemperature` of the firmware's utils. */
const NO_TEMPERATURE = -1000;

/** Mass is that of Plantower's atmospheric environment: the firmware's plain keys. `pm02` is PM2.5. */
const QUANTITIES: readonly Quantity[] = [
  quantity('pm01', 'pm1', MASS),
  quantity('pm02', 'pm2_5', MASS),
  quantity('pm10', 'pm10', MASS),
  quantity('pm003Count', 'pn0_3', COUNT),
  quantity('pm005Count', 'pn0_5', COUNT),
  quantity('pm01Count', 'pn1', COUNT),
  quantity('pm02Count', 'pn2_5', COUNT),
  quantity('pm50Count', 'pn5', COUNT),
  quantity('pm10Count', 'pn10', COUNT),
  quantity('rco2', 'co2', '[ppm]'),
  quantity('atmp', 'temperature', 'Cel', NO_TEMPERATURE),
  quantity('rhum', 'humidity', '%'),
  quantity('tvocIndex', 'voc_index', '1'),
  quantity('noxIndex', 'nox_index', '1'),
  quantity('wifi', 'rssi', 'dB{mW}', Number.NaN),
];

const BY_KEY = new Map(QUANTITIES.map((one) => [one.key, one]));
const BY_PHENOMENON = new Map(QUANTITIES.map((one) => [one.phenomenon, one]));

/** What a key means; undefined for one that is kept under its own name. */
export function quantityOf(key: string): Quantity | undefined {
  return BY_KEY.get(key);
}

/** The key that says a phenomenon; undefined where there is none. */
export function quantityFor(phenomenon: string): Quantity | undefined {
  return BY_PHENOMENON.get(phenomenon);
}

const HOUSEKEEPING = new Set([
  ...['boot', 'bootCount', 'freeHeap', 'resetReason', 'ledMode', 'serialno', 'firmware', 'model'],
  ...['monitorDisplayCompensatedValues', 'channels', 'satellites'],
]);

/** Whether a key is the monitor's housekeeping, or a part that is read otherwise. */
export function isHousekeeping(key: string): boolean {
  return HOUSEKEEPING.has(key);
}
