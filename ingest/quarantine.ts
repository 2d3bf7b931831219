import { REFUSALS } from '../domain/refusal-catalogue.ts';
import type { Quarantined } from '../registry/contract.ts';
import type { Message } from './message.ts';

/** The record that keeps a message for a person to look at; undefined when nothing of it is quarantined. */
export function asideOf(message: Message, payload: Uint8Array): Quarantined | undefined {
  if (message.quarantined === 0) return undefined;
  const refusal = message.refusals.find((r) => REFUSALS[r.code].fate === 'quarantined');
  if (refusal === undefined) return undefined;
  // Payloads are views into what the socket read: a record that waits keeps a copy of its own bytes.
  const { seq, received, topic, kit } = message;
  return { seq, received, topic, kit, reason: refusal.code, payload: Buffer.from(payload) };
}
