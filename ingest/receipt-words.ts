import type { Assumption, Receipt } from '../domain/receipt.ts';
import type { Refusal } from '../domain/refusal.ts';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import type { Message } from './message.ts';

/** Refusals and assumptions spelled out in one receipt. */
const SPELLED_OUT = 20;

function assumptionWords({ code, taken }: Assumption): string {
  switch (code) {
    case 'time_of_arrival':
      return 'no time given: time of arrival';
    case 'utc':
      return 'no time zone given: UTC';
    case 'kit_zone':
      return `no time zone given: ${taken ?? 'the zone of the kit'}`;
    case 'unit':
      return `no unit given: ${taken ?? 'the customary one'}`;
    case 'kept_as':
      return `not in the catalogue: kept as ${taken ?? 'an x_ name'}`;
    case 'newest_retained':
      return 'retained message with a new payload: taken as a new reading';
    case 'messages_missing':
      return `sequence number out of order: ${taken ?? 'some'} messages before this one did not arrive`;
  }
}

function reason(refusal: Refusal, raw: boolean): Receipt['reasons'][number] {
  const { rule, right } = REFUSALS[refusal.code];
  return {
    code: refusal.code,
    path: refusal.path,
    ...(raw && refusal.found !== undefined ? { found: refusal.found } : {}),
    rule,
    right: raw && refusal.expected !== undefined ? `${right} (${refusal.expected})` : right,
  };
}

/** A receipt in words. `raw` adds what was found in the message, which only the kit and the administrator may see. */
export function receiptOf(message: Message, raw: boolean): Receipt {
  return {
    id: message.seq,
    kit: message.kit,
    received: new Date(message.received).toISOString(),
    topic: message.topic,
    decoder: message.decoder,
    accepted: message.accepted,
    rejected: message.rejected,
    duplicates: message.duplicates,
    quarantined: message.quarantined,
    missing: message.missing,
    reasons: message.refusals.slice(0, SPELLED_OUT).map((r) => reason(r, raw)),
    assumptions: message.assumptions.slice(0, SPELLED_OUT).map((a) => ({
      code: a.code,
      path: a.path,
      ...(a.taken === undefined ? {} : { taken: a.taken }),
      words: assumptionWords(a),
    })),
    ...(message.heldBackMs === 0 ? {} : { heldBackMs: message.heldBackMs }),
  };
}

/** One receipt for several messages of a kit, when more came than are published one by one. */
export function summed(messages: readonly Message[]): Receipt | undefined {
  const last = messages.at(-1);
  if (last === undefined) return undefined;
  const total = (count: (m: Message) => number) => messages.reduce((sum, m) => sum + count(m), 0);
  return {
    ...receiptOf(
      {
        ...last,
        refusals: messages.flatMap((m) => m.refusals),
        assumptions: messages.flatMap((m) => m.assumptions),
        heldBackMs: messages.reduce((longest, m) => Math.max(longest, m.heldBackMs), 0),
      },
      true,
    ),
    accepted: total((m) => m.accepted),
    rejected: total((m) => m.rejected),
    duplicates: total((m) => m.duplicates),
    quarantined: total((m) => m.quarantined),
    missing: total((m) => m.missing),
  };
}
