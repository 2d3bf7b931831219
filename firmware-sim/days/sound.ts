import { bell, uniform } from './chance.ts';
import type { Site } from './site.ts';
import { traffic } from './traffic.ts';
import { wallClock } from './wall-clock.ts';
import { weather } from './weather.ts';

/** dB(A) on the busiest edge street in its busiest hour, of people on a full terrace, and of the city far off at night. */
const FULL_TRAFFIC = 70.5;
const FULL_TERRACE = 64;
const CITY_HUM = 41;
/** What a closed window takes away, and the hush of a room. */
const WINDOW = 24;
const ROOM = 34;

/** Evening life, by hour from noon to 2 in the morning; Thursday to Saturday more and longer. 0 to 1. */
function life(time: number): number {
  const { hour, weekday } = wallClock(time);
  const evening = hour < 3 ? hour + 24 : hour;
  const late = weekday >= 4 || (weekday === 0 && hour < 3);
  const peak = late ? 22 : 20.5;
  const width = late ? 3.2 : 2.4;
  const dinner = Math.exp(-(((evening - peak) / width) ** 2));
  const play = 0.55 * Math.exp(-(((hour - 17.3) / 1.5) ** 2));
  return Math.min(1, Math.max(dinner, play)) * (late ? 1 : 0.7);
}

function energy(level: number): number {
  return 10 ** (level / 10);
}

/** Road noise grows with 10·lg of the flow (CNOSSOS-EU, Directive (EU) 2015/996, 2.2.1). */
function level(site: Site, time: number): number {
  const road = energy(FULL_TRAFFIC) * site.traffic * traffic(time);
  const people = energy(FULL_TERRACE) * site.people * life(time);
  const { rain } = weather(time);
  const all = road + people + energy(CITY_HUM) + (rain > 0 ? energy(44 + 3 * Math.min(4, rain)) : 0);
  return 10 * Math.log10(site.indoor === true ? all / energy(WINDOW) + energy(ROOM) : all);
}

/** A motorbike, a horn, a shutter: now and then one reading stands far above the rest. dB. */
function event(seed: string, time: number): number {
  return uniform(`${seed}/event`, time) > 0.985 ? 4 + 9 * uniform(`${seed}/loud`, time) : 0;
}

/** The A-weighted level that a kit hears over some seconds, dB; `seed` is the kit's. */
export function soundLevel(seed: string, site: Site, time: number): number {
  return level(site, time) + 1.3 * bell(`${seed}/laeq`, time) + event(seed, time);
}
