import { wander } from './chance.ts';
import { wallClock } from './wall-clock.ts';

/** Cars that pass in an hour, as a share of the busiest one. Two peaks on weekdays, a late start on Saturday, a calm Sunday. */
const WEEKDAY = [
  ...[0.18, 0.1, 0.07, 0.05, 0.06, 0.14, 0.38, 0.78, 1, 0.88, 0.74, 0.72],
  ...[0.74, 0.78, 0.76, 0.74, 0.8, 0.92, 0.98, 0.9, 0.7, 0.52, 0.38, 0.28],
];
const SATURDAY = [
  ...[0.3, 0.22, 0.17, 0.13, 0.11, 0.12, 0.18, 0.26, 0.36, 0.46, 0.56, 0.62],
  ...[0.64, 0.6, 0.52, 0.48, 0.52, 0.58, 0.62, 0.6, 0.54, 0.46, 0.42, 0.38],
];
const SUNDAY = [
  ...[0.36, 0.3, 0.24, 0.18, 0.13, 0.11, 0.12, 0.15, 0.2, 0.28, 0.36, 0.42],
  ...[0.44, 0.42, 0.36, 0.34, 0.38, 0.44, 0.5, 0.5, 0.44, 0.34, 0.26, 0.2],
];

function table(weekday: number): readonly number[] {
  if (weekday === 0) return SUNDAY;
  return weekday === 6 ? SATURDAY : WEEKDAY;
}

/** Traffic of the district at an instant, 0 (none) to about 1.1 (the busiest hour of a busy day). */
export function traffic(time: number): number {
  const { hour, weekday } = wallClock(time);
  const whole = Math.floor(hour);
  const today = table(weekday);
  const from = today[whole] ?? 0;
  const to = whole < 23 ? (today[whole + 1] ?? 0) : (table((weekday + 1) % 7)[0] ?? 0);
  const usual = from + (to - from) * (hour - whole);
  return usual * (1 + 0.08 * wander('traffic', time, 40 * 60_000));
}
