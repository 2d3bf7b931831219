/**
 * Levels of a value, with the numbers that IOOS QARTOD and IOC 54:V3 give them. `not_evaluated` says that a check could not look,
 * which is no doubt about the value.
 */
export const LEVELS = { good: 1, not_evaluated: 2, suspect: 3, bad: 4, missing: 9 } as const;

/** The word for one level. */
export type Level = keyof typeof LEVELS;

const BY_CODE = new Map<number, Level>(
  (Object.entries(LEVELS) as [Level, number][]).map(([word, code]) => [code, word]),
);

/** The word of a level's number. */
export function levelOf(code: number): Level {
  return BY_CODE.get(code) ?? 'not_evaluated';
}

/**
 * Where a level stands when the findings of several checks become one: a missing value stays missing, then the worst finding
 * counts, and one check that looked makes up for all that could not.
 */
const WEIGHT = new Uint8Array(10);
WEIGHT[LEVELS.good] = 1;
WEIGHT[LEVELS.suspect] = 2;
WEIGHT[LEVELS.bad] = 3;
WEIGHT[LEVELS.missing] = 4;

/** The level that counts of two, as their numbers. */
export function worseOf(a: number, b: number): number {
  return (WEIGHT[b] ?? 0) > (WEIGHT[a] ?? 0) ? b : a;
}
