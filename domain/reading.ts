/** One value of one phenomenon at one instant, in the phenomenon's own unit. */
export interface Reading {
  /** Id of the kit. */
  readonly kit: string;
  /** Phenomenon id, or a namespaced `x_…` id. */
  readonly phenomenon: string;
  /** Tells two sensors of one phenomenon in one kit apart; usually empty. */
  readonly channel: string;
  /** UTC ms. */
  readonly time: number;
  readonly value: number;
  /** Mask of `FLAGS`. */
  readonly flags: number;
}

/** A reading as a store gives it back. */
export interface StoredReading extends Reading {
  /** Arrival of its message, UTC ms. */
  readonly received: number;
}

/**
 * The readings of one message that share kit, channel and time: the unit that is journalled, committed and stored.
 * The three lists have one entry a phenomenon, in the same order.
 */
export interface Row {
  readonly kit: string;
  readonly channel: string;
  readonly time: number;
  readonly received: number;
  readonly phenomena: string[];
  readonly values: number[];
  readonly flags: number[];
}

/** A channel as it may stand behind `@` in native names and in URLs. */
export const CHANNEL = /^[a-z0-9][a-z0-9_.-]{0,31}$/;
