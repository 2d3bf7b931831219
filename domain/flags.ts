/**
 * Flags of one value, a bit mask kept beside it for ever (stored as 16 bits). A flag tells; it never changes the value.
 * Bits are part of the journal's and the stores' formats: add, never renumber.
 */
export const FLAGS = {
  /** Outside the phenomenon's plausible range: stored, not trusted. */
  implausible: 1 << 0,
  /** The message carried no time; the time is that of arrival. */
  time_assigned: 1 << 1,
  /** Came through a door that asks for no credential. */
  unauthenticated: 1 << 2,
  /** Sent by the demonstration, not by a sensor. */
  simulated: 1 << 3,
  /** The unit was not given and the dialect's customary one was taken. */
  unit_assumed: 1 << 4,
  /** The time came without a zone and was read in the kit's zone or UTC. */
  zone_assumed: 1 << 5,
  /** The message was a retained one, delivered again by a broker. */
  retained: 1 << 6,
} as const;

/** The word for one flag bit. */
export type FlagWord = keyof typeof FLAGS;

const WORDS = Object.entries(FLAGS) as [FlagWord, number][];

/** The words of a mask, in bit order; an empty list for 0. Bits this version does not know read as `bit_N`. */
export function flagWords(mask: number): string[] {
  const words: string[] = [];
  for (const [word, bit] of WORDS) if (mask & bit) words.push(word);
  for (let n = WORDS.length; n < 16; n++) if (mask & (1 << n)) words.push(`bit_${n}`);
  return words;
}
