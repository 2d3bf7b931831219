import { crc32 } from 'node:zlib';
import type { Envelope } from '../domain/envelope.ts';

/** How long a packet may be sent again, ms. */
const WINDOW = 10 * 60_000;
/** Packets remembered a kit: as many as a broker holds unacknowledged for one client. */
const PACKETS = 128;

interface Sent {
  /** On the clock that never jumps, ms. */
  readonly at: number;
  readonly mark: number;
}

/** The mark of a message: its topic and payload in 32 bits. Compared only under the same kit, packet id and DUP flag. */
function markOf(topic: string, payload: Uint8Array): number {
  return crc32(payload, crc32(topic));
}

/**
 * Tells a packet sent again (MQTT DUP, 3.1.1 section 3.3.1.1) from a new one, for messages without a time of their own:
 * the same kit, topic, packet id and payload within ten minutes.
 */
export class Resends {
  private readonly sent = new Map<number, Sent>();

  /** Whether this message was taken in before. `now`: `performance.now()`, which the machine's clock does not move when it jumps. */
  isResend(envelope: Envelope, now = performance.now()): boolean {
    if (!envelope.dup || envelope.packetId === 0) return false;
    const before = this.sent.get(envelope.packetId);
    if (before === undefined || now - before.at > WINDOW) return false;
    return before.mark === markOf(envelope.topic, envelope.payload);
  }

  /** Remembers a message taken in: just now, or before a start and then as long ago as the machine's clock says. */
  note(message: { packetId: number; topic: string; payload: Uint8Array; received: number }): void {
    if (message.packetId === 0) return;
    this.sent.delete(message.packetId);
    const at = performance.now() - Math.max(0, Date.now() - message.received);
    this.sent.set(message.packetId, { at, mark: markOf(message.topic, message.payload) });
    if (this.sent.size <= PACKETS) return;
    for (const oldest of this.sent.keys()) {
      this.sent.delete(oldest);
      break;
    }
  }
}
