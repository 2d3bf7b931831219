import type { Envelope } from '../domain/envelope.ts';
import type { MessageFrame } from '../journal/contract.ts';
import type { Message } from './message.ts';

/** The journal frame of a message. */
export function draftOf(message: Message, envelope: Envelope): Omit<MessageFrame, 'seq'> {
  return {
    kind: 'message',
    received: envelope.received,
    // What is taken in once more is in the journal already as it came.
    transport: envelope.again === undefined ? envelope.transport : 'file',
    topic: envelope.topic,
    kit: message.kit,
    decoder: message.decoder,
    open: envelope.sender.kind === 'open',
    retained: envelope.retained,
    packetId: envelope.packetId,
    rows: message.rows,
    duplicates: message.duplicates,
    missing: message.missing,
    refusals: message.refusals,
    payload: envelope.payload,
    ...(hasHeaders(envelope) && { headers: envelope.headers }),
  };
}

function hasHeaders({ headers }: Envelope): boolean {
  for (const _ in headers) return true;
  return false;
}

const NOTHING = Buffer.alloc(0);

/** What stands for the envelope of readings that came from a file. */
export function fileEnvelope({ received, topic, kit }: Message): Envelope {
  const sender = { kind: 'kit', kit } as const;
  const none = { headers: {}, retained: false, packetId: 0, dup: false };
  return { received, transport: 'file', topic, payload: NOTHING, sender, ...none };
}
