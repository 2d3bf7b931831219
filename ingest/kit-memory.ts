import { crc32 } from 'node:zlib';
import type { Envelope } from '../domain/envelope.ts';
import { Recent } from './recent.ts';
import { Resends } from './resends.ts';

/** What the ingest remembers of one kit between messages. */
export class KitMemory {
  readonly recent: Recent;
  readonly resends = new Resends();
  /** Last time assigned to a message without one, UTC ms. */
  private lastAssigned = 0;
  /** Topic → mark of the last retained payload without a time. */
  private readonly retained = new Map<string, number>();

  /** `newest`: newest committed time of the kit, UTC ms. */
  constructor(newest: number) {
    this.recent = new Recent(newest);
  }

  /** The time for a message that has none: its arrival, or 1 ms after the last one assigned. */
  assign(arrival: number): number {
    this.lastAssigned = arrival > this.lastAssigned ? arrival : this.lastAssigned + 1;
    return this.lastAssigned;
  }

  /** A time assigned before a restart: later ones come after it. */
  noteAssigned(time: number): void {
    if (time > this.lastAssigned) this.lastAssigned = time;
  }

  /**
   * Whether a retained message without a time repeats the last one on its topic. Brokers deliver retained messages again
   * at every reconnect of a bridge (MQTT 3.1.1 section 3.3.1.3); a changed payload is news.
   */
  isReplay(envelope: Envelope): boolean {
    const mark = crc32(envelope.payload);
    if (this.retained.get(envelope.topic) === mark) return true;
    if (this.retained.size < 256 || this.retained.has(envelope.topic))
      this.retained.set(envelope.topic, mark);
    return false;
  }
}
