import type { Duplex } from 'node:stream';
import { ConnectGuard } from './connect-guard.ts';
import type { BrokerCounters } from './contract.ts';
import type { IngestBroker } from './ingest-broker.ts';
import type { BrokerLimits } from './limits.ts';
import type { Door } from './peer.ts';

interface EntranceOptions {
  readonly broker: IngestBroker;
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
}

/** Where connections come in, whatever carries them: one count, one guard, one way to the broker. */
export class Entrance {
  readonly limits: BrokerLimits;
  readonly #options: EntranceOptions;
  readonly #guard: ConnectGuard;
  /** Connections admitted that are not MQTT yet: their TLS or WebSocket handshake is under way. */
  readonly #shaking = new Set<Duplex>();
  #closed = false;

  constructor(options: EntranceOptions) {
    this.limits = options.limits;
    this.#options = options;
    this.#guard = new ConnectGuard(options.limits);
  }

  /** Counts a connection and says whether it may stay; one that may not is closed unheard. */
  admits(socket: Duplex, address: string | undefined): address is string {
    const { broker, limits } = this.#options;
    const full = broker.peers.size + this.#shaking.size >= limits.maxConnections;
    if (address !== undefined && !this.#closed && !full && this.#guard.admits(address, Date.now()))
      return true;
    this.refuse(socket);
    return false;
  }

  /** Closes a connection that is not to become a client. */
  refuse(socket: Duplex): void {
    this.#options.counters.refusedConnections += 1;
    socket.on('error', () => {}).destroy();
  }

  /** Counts an admitted connection while its handshake is under way. */
  awaitHandshake(socket: Duplex): void {
    this.#shaking.add(socket);
    socket.once('close', () => this.#shaking.delete(socket));
  }

  /** Hands an admitted connection to the broker. `carrier` is what was awaited, where that is another one. */
  adopt(connection: Duplex, door: Door, carrier: Duplex = connection): void {
    this.#shaking.delete(carrier);
    if (this.#closed) connection.on('error', () => {}).destroy();
    else this.#options.broker.adopt(connection, door);
  }

  /** Admits nobody any more; handshakes under way end. */
  close(): void {
    this.#closed = true;
    for (const socket of this.#shaking) socket.destroy();
  }
}
