import type { Duplex } from 'node:stream';

/**
 * Holds back the `end` of a connection, at which Aedes closes its client, until what the client sent before has been taken.
 * A client that sends QoS 0 and ends its side may still have hundreds of messages waiting here. Only for connections whose own
 * side stays open meanwhile.
 */
export class LateEnd {
  #tell: (() => void) | undefined;

  /** @param waiting whether bytes of the client are still to be taken */
  constructor(conn: Duplex, waiting: () => boolean) {
    if (!conn.allowHalfOpen) return;
    const emit = conn.emit.bind(conn) as (event: string | symbol, ...given: unknown[]) => boolean;
    conn.emit = (event: string | symbol, ...given: unknown[]) => {
      if (event !== 'end' || !waiting()) return emit(event, ...given);
      this.#tell = () => emit('end');
      return true;
    };
  }

  /** Everything is taken: tells the end, where it has come. */
  taken(): void {
    const tell = this.#tell;
    this.#tell = undefined;
    tell?.();
  }
}
