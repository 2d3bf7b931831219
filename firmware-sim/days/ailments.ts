import type { Ailment } from './site.ts';

const DAY = 86_400_000;
/** Days from one charging of the weak battery to the next, and of them those it lasts. */
const CHARGE_EVERY = 6;
const CHARGE_LASTS = 5;
/** Days from one cleaning of the drifting sensor to the next. */
const CLEANED_EVERY = 90;

const PARTICLES = /^(pm|pn)\d|^particle_size$/;

function dayOf(time: number, length: number): number {
  return (time / DAY) % length;
}

/** Charge of the failing battery, %. */
export function weakBattery(time: number): number {
  return Math.max(0, 96 - (90 / CHARGE_LASTS) * dayOf(time, CHARGE_EVERY));
}

/** How much a drifting particle sensor reads over the truth: 1 just after its cleaning, 1.6 before the next. */
export function driftFactor(time: number): number {
  return 1 + (0.6 * dayOf(time, CLEANED_EVERY)) / CLEANED_EVERY;
}

/** Whether the ailment leaves the kit without that reading at that instant, UTC ms. */
export function isMute(ailment: Ailment | undefined, phenomenon: string, time: number): boolean {
  if (ailment === 'weak_battery') return dayOf(time, CHARGE_EVERY) >= CHARGE_LASTS;
  if (ailment !== 'silent_particles' || !PARTICLES.test(phenomenon)) return false;
  return new Date(time).getUTCDay() >= 4;
}
