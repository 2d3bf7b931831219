import type { Row } from '../domain/reading.ts';
import type { Assumption } from '../domain/receipt.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Reply } from '../protocols/contract.ts';

const NO_REPLIES: readonly Reply[] = Object.freeze([]);

/** One message on its way from arrival to the store: what was found, and the counts its receipt shows. */
export interface Message {
  /** Journal sequence; 0 until appended. */
  seq: number;
  readonly received: number;
  readonly topic: string;
  /** Empty when the sender is unknown. */
  readonly kit: string;
  readonly decoder: string;
  /** Readings taken in, by time and channel; emptied once committed. */
  rows: Row[];
  /** Indices of `rows` that may be stored already; undefined when none may. */
  late: number[] | undefined;
  accepted: number;
  duplicates: number;
  rejected: number;
  quarantined: number;
  missing: number;
  refusals: Refusal[];
  assumptions: Assumption[];
  /** Milliseconds for which the kit is held back after it, because it sends faster than its rate. */
  heldBackMs: number;
  /** What the dialect has the server say to the device. */
  replies: readonly Reply[];
}

/** A message of which nothing is known yet but where it came from. */
export function blankMessage(
  received: number,
  topic: string,
  about: { kit: string; decoder: string },
): Message {
  return {
    seq: 0,
    received,
    topic,
    kit: about.kit,
    decoder: about.decoder,
    rows: [],
    late: undefined,
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    quarantined: 0,
    missing: 0,
    refusals: [],
    assumptions: [],
    heldBackMs: 0,
    replies: NO_REPLIES,
  };
}
