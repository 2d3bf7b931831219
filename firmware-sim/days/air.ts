import { driftFactor } from './ailments.ts';
import { bell, wander } from './chance.ts';
import type { Site } from './site.ts';
import { traffic } from './traffic.ts';
import { type Weather, weather } from './weather.ts';

const HOUR = 3_600_000;

/** What is left of emissions: little in wind and by day, most on still winter mornings. */
function stagnation({ wind, sun }: Weather): number {
  return Math.min(1.6, 2.1 / (0.6 + wind)) * (1.15 - 0.45 * sun);
}

/** What blows in from afar, µg/m³ of PM2.5; rain washes it out. */
function background(time: number, { rain, wind }: Weather): number {
  const masses = 7.5 + 4 * wander('haze', time, 60 * HOUR) + 1.5 * wander('haze-detail', time, 7 * HOUR);
  return (masses * Math.min(1.25, 2.4 / (1 + wind))) / (1 + 0.6 * Math.min(3, rain));
}

/** True PM2.5 at a site, µg/m³. */
export function trueFine(site: Site, time: number): number {
  const sky = weather(time);
  const outdoors = background(time, sky) + 9 * site.traffic * traffic(time) * stagnation(sky);
  return site.indoor === true ? 0.6 * outdoors + 1 : outdoors;
}

/** True NO2 at a site, µg/m³. */
export function trueNitrogenDioxide(site: Site, time: number): number {
  const sky = weather(time);
  return 9 + 3 * wander('no2', time, 20 * HOUR) + 44 * site.traffic * traffic(time) * stagnation(sky);
}

/**
 * How much an optical sensor without a dryer over-reads in damp air: κ-Köhler growth with κ = 0.35 (Crilley et al. 2018, AMT 11:709),
 * saturating in fog.
 */
function swelling(humidity: number): number {
  const activity = Math.min(humidity, 94) / 100;
  return 1 + 0.35 / 1.65 / (1 / activity - 1);
}

/** Mass up to each size, relative to PM2.5. */
const SHARE: Readonly<Record<string, number>> = { pm1: 0.72, pm2_5: 1, pm4: 1.3, pm10: 1.55 };

/** What a cheap optical sensor says of particles up to a size (`pm1` … `pm10`), µg/m³: swollen by damp, noisy, drifting. */
export function opticalReading(seed: string, site: Site, phenomenon: string, time: number): number {
  const { humidity, wind } = weather(time);
  const swollen = trueFine(site, time) * (site.indoor === true ? 1 : swelling(humidity));
  const dust = phenomenon === 'pm10' ? 2 + 1.2 * wind + 5 * site.traffic * traffic(time) : 0;
  const drift = site.ailment === 'drifting' ? driftFactor(time) : 1;
  // One pass of air gives all sizes of a reading the same error.
  const noise = 1 + 0.06 * bell(`${seed}/particles`, time);
  return Math.max(0.3, (swollen * (SHARE[phenomenon] ?? 1) + dust) * drift * noise);
}
