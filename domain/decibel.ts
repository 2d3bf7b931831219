declare const LEVEL: unique symbol;

/**
 * A sound level in dB. Opaque to the compiler, so that `+`, `*` and `Math.max` refuse it and an arithmetic mean cannot be
 * written by mistake; it is a bare number when it runs and in JSON. Levels are put together as energy only (ISO 1996-1).
 */
export interface Decibels {
  readonly [LEVEL]: 'dB';
}

/** A level and how much time (or how many equal readings) it stands for. */
export interface WeightedLevel {
  readonly level: Decibels;
  /** Any unit, the same for all parts; parts of 0 or less count for nothing. */
  readonly weight: number;
}

/** A number of dB as a level. Throws RangeError for what is not finite: readings are. */
export function decibels(value: number): Decibels {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no sound level`);
  return value as unknown as Decibels;
}

/** The level as a number of dB: to show, to store and to compare, not to add up. */
export function inDecibels(level: Decibels): number {
  return level as unknown as number;
}

/** 10·log10 of Σ weight·10^(level/10) / `over`, counted from the highest level so that no finite level overflows. */
function logEnergy(parts: readonly WeightedLevel[], over: number): number {
  const top = parts.reduce((most, { level }) => Math.max(most, inDecibels(level)), Number.NEGATIVE_INFINITY);
  const energy = parts.reduce((sum, p) => sum + p.weight * 10 ** ((inDecibels(p.level) - top) / 10), 0);
  return top + 10 * Math.log10(energy / over);
}

/**
 * The equivalent level of parts that follow one another, LAeq = 10·log10(Σ wᵢ·10^(Lᵢ/10) / Σ wᵢ) (ISO 1996-1);
 * undefined where no part has a weight.
 */
export function combinedLevel(parts: readonly WeightedLevel[]): Decibels | undefined {
  const counted = parts.filter(({ weight }) => weight > 0);
  if (counted.length === 0) return undefined;
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  return decibels(logEnergy(counted, total));
}

/** The energetic mean of levels that stand for equal times; undefined for none. */
export function energyMean(levels: readonly Decibels[]): Decibels | undefined {
  return combinedLevel(levels.map((level) => ({ level, weight: 1 })));
}

/** The level of sources heard together, 10·log10(Σ 10^(Lᵢ/10)): twice 60 dB are 63.01 dB; undefined for none. */
export function energySum(levels: readonly Decibels[]): Decibels | undefined {
  if (levels.length === 0) return undefined;
  return decibels(
    logEnergy(
      levels.map((level) => ({ level, weight: 1 })),
      1,
    ),
  );
}

/** The level with a penalty or an adjustment of `db` added (the +5 and +10 dB of Lden, the -3 dB at a facade). */
export function adjusted(level: Decibels, db: number): Decibels {
  return decibels(inDecibels(level) + db);
}
