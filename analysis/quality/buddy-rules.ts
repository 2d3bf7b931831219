import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { BuddyRule } from './buddy.ts';

/** Metres: the smallest radius of FILTER (NILU, 2025). */
export const BUDDY_RADIUS = 11_500;

/** Five buddies in five rounds, as in titanlib's own examples for temperature. */
const USUAL = { radius: BUDDY_RADIUS, numMin: 5, numIterations: 5 } as const;

/** What the neighbourhoods of a city differ by is this platform's estimate: thresholds and least spreads are no published figures. */
const LEVEL = { ...USUAL, maxElevDiff: 0, elevGradient: 0 } as const;

const BY_ID: Readonly<Record<string, BuddyRule>> = {
  temperature: { ...USUAL, threshold: 3, maxElevDiff: 200, elevGradient: -0.0065, minStd: 2 },
  humidity: { ...LEVEL, threshold: 3, minStd: 10 },
  pm1: { ...LEVEL, threshold: 4, minStd: 10 },
  pm2_5: { ...LEVEL, threshold: 4, minStd: 10 },
  pm10: { ...LEVEL, threshold: 4, minStd: 20 },
};

/** The figures of the buddy check for a phenomenon; none for what differs from street to street (noise, gases of traffic, light). */
export function buddyRuleOf(phenomenon: string): BuddyRule | undefined {
  return phenomenonOf(phenomenon) === undefined ? undefined : BY_ID[phenomenon];
}
