import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { isMute, weakBattery } from './ailments.ts';
import { opticalReading, trueFine, trueNitrogenDioxide } from './air.ts';
import { bell, wander } from './chance.ts';
import type { Site } from './site.ts';
import { soundLevel } from './sound.ts';
import { traffic } from './traffic.ts';
import { wallClock } from './wall-clock.ts';
import { type Weather, weather } from './weather.ts';

const HOUR = 3_600_000;

/** A kit as far as its readings depend on it. */
export interface Measurer {
  /** Names the kit; equal seeds at equal sites read the same. */
  readonly id: string;
  readonly site: Site;
}

type Quantity = (kit: Measurer, time: number, sky: Weather) => number;

/** People indoors: a school's hours. 0 to 1. */
function occupied(time: number): number {
  const { hour, weekday } = wallClock(time);
  if (weekday === 0 || weekday === 6) return 0;
  return Math.min(1, Math.max(0, hour - 8.8)) * Math.min(1, Math.max(0, 17.2 - hour));
}

/** A box in the sun reads too warm, by up to 3 °C; every sensor is off by a fixed bit of its own. */
function airTemperature({ id, site }: Measurer, time: number, sky: Weather): number {
  const own = 0.3 * wander(`${id}/offset`, 0, 1) + 0.05 * bell(`${id}/temperature`, time);
  if (site.indoor === true) return 20.5 + 0.25 * (sky.temperature - 16) + 1.5 * occupied(time) + own;
  return sky.temperature + 3 * sky.sun * (1 - sky.clouds) + own;
}

function airHumidity({ id, site }: Measurer, time: number, sky: Weather): number {
  const own = 1.5 * wander(`${id}/damp`, 0, 1) + 0.4 * bell(`${id}/humidity`, time);
  const around =
    site.indoor === true ? 0.6 * sky.humidity + 12 : sky.humidity - 6 * sky.sun * (1 - sky.clouds);
  return Math.min(99.9, Math.max(5, around + own));
}

/** A solar-fed battery: full in the afternoon, lowest at dawn. */
function charge({ id, site }: Measurer, time: number): number {
  if (site.ailment === 'weak_battery') return weakBattery(time);
  const { hour } = wallClock(time);
  return 84 + 9 * Math.cos(((hour - 16) / 12) * Math.PI) + 4 * wander(`${id}/battery`, time, 30 * HOUR);
}

const particles =
  (size: string): Quantity =>
  ({ id, site }, time) =>
    opticalReading(id, site, size, time);

/** The A-weighted extremes of an interval lie some dB around its equivalent level. */
const sound =
  (shift: number): Quantity =>
  ({ id, site }, time) =>
    soundLevel(id, site, time) + shift + (shift === 0 ? 0 : bell(`${id}/${shift}`, time));

const QUANTITIES: Readonly<Record<string, Quantity>> = {
  pm1: particles('pm1'),
  pm2_5: particles('pm2_5'),
  pm4: particles('pm4'),
  pm10: particles('pm10'),
  noise_laeq: sound(0),
  noise_lamin: sound(-7),
  noise_lamax: sound(9),
  no2: ({ id, site }, time) => Math.max(1, trueNitrogenDioxide(site, time) + 2.5 * bell(`${id}/no2`, time)),
  temperature: airTemperature,
  humidity: airHumidity,
  pressure: ({ id }, time, sky) =>
    sky.pressure + 60 * wander(`${id}/pressure`, 0, 1) + 3 * bell(`${id}/p`, time),
  wind_speed: ({ id }, time, sky) => Math.max(0, sky.wind * (1 + 0.25 * bell(`${id}/gust`, time))),
  wind_direction: ({ id }, time, sky) => (sky.windFrom + 12 * bell(`${id}/veer`, time) + 360) % 360,
  illuminance: ({ site }, _time, sky) => {
    const daylight = 105_000 * sky.sun * (1 - 0.8 * sky.clouds);
    return site.indoor === true ? 0.006 * daylight : 0.35 * daylight + (sky.sun === 0 ? 12 : 0);
  },
  uv_index: (_kit, _time, sky) => 9.5 * sky.sun ** 2.4 * (1 - 0.6 * sky.clouds),
  co2: ({ id, site }, time) =>
    425 +
    40 * site.traffic * traffic(time) +
    (site.indoor === true ? 780 * occupied(time) : 0) +
    6 * bell(`${id}/co2`, time),
  eco2: ({ id, site }, time) => 400 + 14 * trueFine(site, time) + 15 * Math.abs(bell(`${id}/eco2`, time)),
  tvoc: ({ id, site }, time) => 3 * trueFine(site, time) + 8 * Math.abs(bell(`${id}/tvoc`, time)),
  voc_index: ({ id, site }, time) => 100 + 90 * site.traffic * traffic(time) + 8 * bell(`${id}/voc`, time),
  nox_index: ({ id, site }, time) =>
    1 + 18 * site.traffic * traffic(time) + 1.5 * Math.abs(bell(`${id}/nox`, time)),
  battery: charge,
  battery_voltage: (kit, time, _sky) => 3.3 + 0.009 * charge(kit, time),
  rssi: ({ id }, time) => -63 + 9 * wander(`${id}/rssi`, 0, 1) + 2 * bell(`${id}/radio`, time),
};

/** Digits after the point that sensors deliver, where they are not those a page shows. */
const DIGITS: Readonly<Record<string, number>> = {
  humidity: 1,
  noise_laeq: 1,
  noise_lamin: 1,
  noise_lamax: 1,
};

/** Phenomena that virtual kits can read. */
export const BELIEVABLE: readonly string[] = Object.keys(QUANTITIES);

/**
 * What a kit would have read of a phenomenon at an instant (UTC ms), in the phenomenon's own unit and as coarse as sensors are;
 * undefined for what it cannot read, or not then. The same for the same arguments, at any time, in any order.
 */
export function believable(kit: Measurer, phenomenon: string, time: number): number | undefined {
  const quantity = QUANTITIES[phenomenon];
  if (quantity === undefined || isMute(kit.site.ailment, phenomenon, time)) return undefined;
  const value = quantity(kit, time, weather(time));
  // Barometers resolve a pascal, but kits say kPa with two decimals.
  if (phenomenon === 'pressure') return 10 * Math.round(value / 10);
  return Number(value.toFixed(DIGITS[phenomenon] ?? phenomenonOf(phenomenon)?.decimals ?? 0));
}
