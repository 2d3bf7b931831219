import { foundText } from '../../domain/refusal.ts';
import type { Reply } from '../contract.ts';
import type { Tray } from '../tray.ts';
import type { SparkplugState } from './memory.ts';
import { writePayload } from './payload.ts';
import { topicOf } from './topic.ts';
import { BOOLEAN } from './values.ts';

/** Sequence numbers run from 0 to 255 (Sparkplug 3.0, 6.4.5). */
const CYCLE = 256;
/** A node is asked for its birth certificates once in this time, ms. */
const ASK_EVERY = 60_000;

/**
 * How many messages are missing before the one of that number; 0 for the next one, for one that comes again or late, and where
 * nothing can be told.
 */
export function missingBefore(before: number | undefined, seq: number | undefined): number {
  if (before === undefined || seq === undefined) return 0;
  const ahead = (((seq - before) % CYCLE) + CYCLE) % CYCLE;
  return ahead > 0 && ahead < CYCLE / 2 ? ahead - 1 : 0;
}

/** Tells of missing messages on the receipt. */
export function tellMissing(tray: Tray, missing: number, seq: number | undefined): void {
  if (missing > 0)
    tray.assume({ code: 'messages_missing', path: `seq ${foundText(seq)}`, taken: String(missing) });
}

/** A request to a node to announce everything again (Sparkplug 3.0, 6.4.19). */
function rebirthRequest(node: { group: string; edge: string }, now: number): Reply {
  const metric = { name: 'Node Control/Rebirth', timestamp: now, datatype: BOOLEAN, booleanValue: true };
  return {
    topic: topicOf('CMD', { ...node, device: undefined }),
    payload: writePayload({ timestamp: now, metrics: [metric] }),
  };
}

/** The request, and the state that remembers it; neither where the node was asked a moment ago. */
export function askForBirth(
  state: SparkplugState,
  node: { group: string; edge: string },
  now: number,
): { readonly state: SparkplugState; readonly replies: readonly Reply[] } {
  if (state.asked !== undefined && Math.abs(now - state.asked) < ASK_EVERY) return { state, replies: [] };
  return { state: { ...state, asked: now }, replies: [rebirthRequest(node, now)] };
}
