import type { Envelope } from '../domain/envelope.ts';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import type { Quarantined } from '../registry/contract.ts';
import type { Identifier } from './identify.ts';
import type { Message } from './message.ts';

/** What of an envelope is kept of a message that a person is to look at. */
export type KeptRaw = Pick<Envelope, 'transport' | 'topic' | 'headers' | 'retained' | 'payload'>;

/** The record that keeps a message for a person to look at; undefined when nothing of it is quarantined. */
export function asideOf(message: Message, raw: KeptRaw, identifier: Identifier): Quarantined | undefined {
  if (message.quarantined === 0) return undefined;
  const refusal = message.refusals.find((r) => REFUSALS[r.code].fate === 'quarantined');
  if (refusal === undefined) return undefined;
  const { seq, received, topic, kit } = message;
  const { transport, headers, retained, payload } = raw;
  const { dialect, device } = identifier.deviceOf(raw);
  // Payloads are views into what the socket read: a record that waits keeps a copy of its own bytes.
  const bytes = Buffer.from(payload);
  return {
    ...{ seq, received, topic, kit, dialect, device, transport, headers, retained },
    reason: refusal.code,
    payload: bytes,
  };
}
