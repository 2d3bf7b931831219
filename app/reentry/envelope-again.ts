import type { Envelope } from '../../domain/envelope.ts';

/** A message as it was kept: in the journal, or aside. */
type Kept = Pick<Envelope, 'received' | 'transport' | 'topic' | 'retained'> & {
  readonly headers?: Envelope['headers'];
  readonly payload: Uint8Array;
};

/** A message that was kept, to be read once more as the kit's. `assigned` is the time of readings without one, UTC ms: its arrival when absent. */
export function envelopeAgain(kept: Kept, kit: string, assigned = kept.received): Envelope {
  const { received, transport, topic, retained, headers = {} } = kept;
  const { buffer, byteOffset, byteLength } = kept.payload;
  return {
    ...{ received, transport, topic, headers, retained },
    payload: Buffer.from(buffer, byteOffset, byteLength),
    sender: { kind: 'kit', kit },
    packetId: 0,
    dup: false,
    again: { assigned },
  };
}
