import { HOUR } from '../local-day.ts';
import { countedHours, type Hours } from './hour-value.ts';
import type { CountedStandard } from './standard.ts';

/** A value for hours; one for days has no hourly episodes. */
export type HourlyStandard = CountedStandard & { readonly averaging: 'hour' };

/** Hours in a row above a value. */
export interface Episode {
  /** Start of the first hour and end of the last, UTC ms. */
  readonly from: number;
  readonly to: number;
  readonly peak: number;
}

/** The episodes of an hourly threshold: at least `consecutive` hours in a row above it (default 1); a missing hour ends one. */
export function episodes(standard: HourlyStandard, hours: Hours): Episode[] {
  const found: Episode[] = [];
  for (const [hour, value] of [...countedHours(hours)].sort(([a], [b]) => a - b)) {
    if (value <= standard.value) continue;
    const last = found.at(-1);
    if (last?.to === hour)
      found[found.length - 1] = { ...last, to: hour + HOUR, peak: Math.max(last.peak, value) };
    else found.push({ from: hour, to: hour + HOUR, peak: value });
  }
  return found.filter(({ from, to }) => (to - from) / HOUR >= (standard.consecutive ?? 1));
}
