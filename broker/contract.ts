import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Envelope, Sender } from '../domain/envelope.ts';

/** What a client claims when it connects. */
export interface Claim {
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The open listener asks for no credential; the other one does. */
  readonly listener: 'kits' | 'open';
  /** Common name of the client's certificate, whose chain was verified; undefined where it showed none. */
  readonly certificate?: string | undefined;
}

/** The rate of one sender, shared by all its connections. */
export interface Meter {
  /** Counts a message; the milliseconds for which its sender is held back, 0 within the rate. `now` in UTC ms. */
  spend(bytes: number, now: number): number;
}

/**
 * What a topic is to a sender: readings to take in; readings on a topic that other kits use as well, which no subscriber may
 * hear; a foreign topic to refuse with words.
 */
export type TopicVerdict = 'ingest' | 'unshared' | 'foreign';

/** What the broker asks of the house. All are synchronous: they stand on the hot path. */
export interface BrokerPorts {
  /** Who the client is; undefined refuses it (CONNACK return code 5, or 4 for a wrong credential). */
  authenticate(claim: Claim): Sender | undefined;
  /** What counts a client's messages; undefined for one that is held to no rate. Asked once per connection. */
  meter?(sender: Sender, claim: Claim, address: string): Meter | undefined;
  judgePublish(sender: Sender, topic: string): TopicVerdict;
  maySubscribe(sender: Sender, filter: string): boolean;
  /**
   * Takes a message in. `done` is called once the message may be acknowledged; the broker puts acknowledgements into the
   * order of arrival per client. The payload is a view into what the socket read, at most some 80 KiB: copy it to keep it long.
   */
  accept(envelope: Envelope, verdict: TopicVerdict, done: () => void): void;
  /** True while nothing can be acknowledged: new clients get CONNACK return code 3. */
  unavailable?(): boolean;
}

/** Counted since the start, exact. */
export interface BrokerCounters {
  /** Sockets closed unheard: too many at once, or too many of one address. */
  refusedConnections: number;
  /** CONNECTs answered with a return code other than 0. */
  refusedLogins: number;
  /** Clients closed by an error: malformed or too large packets, silence beyond their keepalive, broken sockets. */
  failedClients: number;
  /** Clients closed because they kept sending while too much of theirs was unfinished. */
  overrunClients: number;
  /** Wills that were not kept: too large, or not a topic. */
  droppedWills: number;
  /** Messages after which their client was not read for a while, because it sends faster than its rate. */
  heldBack: number;
  /** Messages that a subscriber did not get because it reads too slowly. */
  droppedForwards: number;
}

/** The running broker. */
export interface Broker {
  /** Port listened on; undefined for a listener that is off. */
  readonly port: number;
  readonly openPort: number | undefined;
  readonly tlsPort: number | undefined;
  /** Answers an HTTP request that asks for a WebSocket: MQTT with subprotocol `mqtt` [MQTT-6.0.0-3], credentials asked for. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Reads the files of the TLS listener again, for connections to come. False where they cannot be used: the old ones stay. */
  reloadCertificates(): boolean;
  /** Whether a message to this topic would reach a subscriber, by its name or by a wildcard. */
  hasListener(topic: string): boolean;
  /** Publishes from the server itself, QoS 0, best effort. */
  publish(topic: string, payload: string | Buffer): void;
  /** Ends the kit's sessions at once (revoked, rotated, removed). */
  disconnect(kit: string): void;
  /** Connections open now, all listeners together. */
  readonly connections: number;
  readonly counters: Readonly<BrokerCounters>;
  /**
   * Stops listening and reading, lets acknowledgements that are held finish for up to two seconds, then closes. Wills are
   * not published: it is not the kits that went away.
   */
  close(): Promise<void>;
}
