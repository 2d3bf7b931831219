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
  /** Whoever runs the sensor put a note on the period: a barbecue, a building site. */
  annotated: 1 << 14,
  /** Declared not to be a measurement: maintenance, or the network's own mark of an invalid value. */
  invalid: 1 << 15,
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

/** Flags that make a value bad: it is shown, and left out of indices, summaries and comparisons. */
export const BAD_FLAGS = FLAGS.implausible | FLAGS.disagreement | FLAGS.invalid;

/** Flags that cast doubt on a value, which still counts. */
export const SUSPECT_FLAGS =
  FLAGS.stuck |
  FLAGS.spike |
  FLAGS.warm_up |
  FLAGS.humidity |
  FLAGS.buddy |
  FLAGS.clock_drift |
  FLAGS.annotated;

/** How far a value can be trusted by its flags; `checked` tells whether the checks have looked at it. */
export function levelOfFlags(mask: number, checked: boolean): 'good' | 'not_evaluated' | 'suspect' | 'bad' {
  if (mask & BAD_FLAGS) return 'bad';
  if (mask & SUSPECT_FLAGS) return 'suspect';
  return checked ? 'good' : 'not_evaluated';
}
