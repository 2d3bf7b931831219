import { wander } from './chance.ts';
import { wallClock } from './wall-clock.ts';

const HOUR = 3_600_000;

/** The sky over the district at an instant; one for all kits. */
export interface Weather {
  /** °C */
  readonly temperature: number;
  /** % */
  readonly humidity: number;
  /** Pa, at the height of the district (about 5 m). */
  readonly pressure: number;
  /** mm in an hour. */
  readonly rain: number;
  /** m/s */
  readonly wind: number;
  /** Degrees the wind comes from. */
  readonly windFrom: number;
  /** 0 clear to 1 overcast. */
  readonly clouds: number;
  /** Height of the sun, 0 at night to 1 at its highest in June. */
  readonly sun: number;
}

/** Latitude of the district. */
const LATITUDE = (41.4 * Math.PI) / 180;

/** Sine of the sun's height, 0 at night; declination after Cooper (1969). */
function sunHeight(dayOfYear: number, utcHour: number): number {
  const declination = ((-23.44 * Math.PI) / 180) * Math.cos((2 * Math.PI * (dayOfYear + 10)) / 365);
  // 2.2° East: solar noon stands about nine minutes before 12 UTC.
  const angle = ((utcHour - 11.85) / 12) * Math.PI;
  const sine =
    Math.sin(LATITUDE) * Math.sin(declination) + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(angle);
  return Math.max(0, sine);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

/** Fronts pass every few days; a shower within one lasts an hour or three. mm/h. */
function rainfall(time: number, front: number): number {
  const shower = wander('shower', time, 2.5 * HOUR);
  return Math.max(0, front - 0.45) * Math.max(0, shower + 0.1) * 9;
}

/** The weather at an instant, UTC ms: Barcelona's seasons, sea breeze and passing fronts. Deterministic. */
export function weather(time: number): Weather {
  const { hour, dayOfYear } = wallClock(time);
  const utcHour = (time / HOUR) % 24;
  // Positive while a front passes.
  const front = 0.75 * wander('front', time, 52 * HOUR) + 0.25 * wander('front-detail', time, 9 * HOUR);
  const rain = rainfall(time, front);
  const clouds = clamp(0.4 + 0.7 * front + 0.2 * wander('clouds', time, 3 * HOUR), 0, 1);
  const sun = sunHeight(dayOfYear, utcHour);
  const season = 16.8 - 7.3 * Math.cos((2 * Math.PI * (dayOfYear - 24)) / 365);
  const daily = (3.4 - 2 * clouds) * Math.cos(((hour - 15) / 12) * Math.PI);
  const temperature = season + daily + 3 * wander('air-mass', time, 84 * HOUR) - Math.min(2, rain);
  const dampness = 66 + 9 * front + 8 * wander('damp', time, 30 * HOUR) + Math.min(16, 8 * rain);
  const breeze = 2.2 * sun * Math.max(0, Math.sin(((hour - 9) / 11) * Math.PI));
  return {
    temperature,
    humidity: clamp(dampness - 4.2 * daily, 22, 98),
    pressure: 101_650 - 1100 * front + 60 * Math.cos(((utcHour - 10) / 6) * Math.PI),
    rain,
    wind: Math.max(0.1, 1.4 + 1.3 * Math.max(0, front) + breeze + 0.5 * wander('gust', time, 0.5 * HOUR)),
    // The sea breeze comes from the south-east to south-west, the land wind from the north-west.
    windFrom: (360 + (breeze > 0.4 ? 170 : 310) + 45 * wander('veer', time, 4 * HOUR)) % 360,
    clouds,
    sun,
  };
}
