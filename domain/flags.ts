/**
 * Flags of one value, a bit mask kept beside it for ever (stored as 16 bits). A flag tells; it never changes the value.
 * Bits are part of the journal's and the stores' formats: add, never renumber.
 */
export const FLAGS = {
  /** Outside the phenomenon's plausible range or what the sensor can measure: stored, not trusted. */
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
  /** The value has not changed for too long. */
  stuck: 1 << 7,
  /** Far from the sensor's own median, or a step that air does not make. */
  spike: 1 << 8,
  /** The sensor had just been switched on. */
  warm_up: 1 << 9,
  /** The humidity was outside the range in which the sensor measures well. */
  humidity: 1 << 10,
  /** The two sensors of the kit do not agree. */
  disagreement: 1 << 11,
  /** Unlike the neighbouring kits. */
  buddy: 1 << 12,
  /** The kit's clock is wrong. */
  clock_drift: 1 << 13,
  /** Marked by whoever runs the sensor: a note on the period, or the network's own mark of an invalid value. */
  annotated: 1 << 14,
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
