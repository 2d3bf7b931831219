import { LEVELS } from './level.ts';
import { nearestValues } from './nearest.ts';
import { type Levels, levelsFor, type Series, valueAt } from './series.ts';

/** Two sensors of a kit disagree where they differ by more than both. */
export interface ChannelRule {
  /** µg/m³. */
  readonly difference: number;
  /** Of the mean of the two, 0.7 for 70 %. */
  readonly share: number;
  /** How far apart in time the two may be, ms. */
  readonly within: number;
}

/** PM2.5 of two PMS5003: USEPA/sensortoolkit `Compute_AB_Averages` after Barkjohn et al. 2021, 3.2.3. Two minutes are a PurpleAir's interval. */
export const PM25_CHANNELS: ChannelRule = { difference: 5, share: 0.7, within: 120_000 };

/** Whether two values disagree: |A - B| > difference, and 2·|A - B| / |A + B| > share. */
export function disagree(a: number, b: number, rule: ChannelRule): boolean {
  const apart = Math.abs(a - b);
  return apart > rule.difference && 2 * apart > rule.share * Math.abs(a + b);
}

/** Two-channel check: `bad` where the series disagrees with its twin; not evaluated where the twin has no value near. Linear. */
export function checkChannels(series: Series, twin: Series | undefined, rule = PM25_CHANNELS): Levels {
  const levels = levelsFor(series);
  if (twin === undefined) return levels;
  const other = nearestValues(series, twin, rule.within);
  for (let i = 0; i < levels.length; i++) {
    const value = other[i] as number;
    if (levels[i] === LEVELS.missing || Number.isNaN(value)) continue;
    levels[i] = disagree(valueAt(series, i), value, rule) ? LEVELS.bad : LEVELS.good;
  }
  return levels;
}
