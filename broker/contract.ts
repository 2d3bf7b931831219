import type { Envelope, Sender } from '../domain/envelope.ts';

/** What a client claims when it connects. */
export interface Claim {
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The open listener asks for no credential; the other one does. */
  readonly listener: 'kits' | 'open';
}

/** What a topic is to a sender: readings to take in, a foreign topic to refuse with words, or none of its business. */
export type TopicVerdict = 'ingest' | 'foreign';

/** What the broker asks of the house. All are synchronous: they stand on the hot path. */
export interface BrokerPorts {
  /** Who the client is; undefined refuses it (CONNACK return code 5, or 4 for a wrong credential). */
  authenticate(claim: Claim): Sender | undefined;
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
  /** Messages that a subscriber did not get because it reads too slowly. */
  droppedForwards: number;
}

/** The running broker. */
export interface Broker {
  /** Port listened on; undefined for a listener that is off. */
  readonly port: number;
  readonly openPort: number | undefined;
  /** Whether a message to this topic would reach a subscriber, by its name or by a wildcard. */
  hasListener(topic: string): boolean;
  /** Publishes from the server itself, QoS 0, best effort. */
  publish(topic: string, payload: string): void;
  /** Ends the kit's sessions at once (revoked, rotated, removed). */
  disconnect(kit: string): void;
  /** Sockets open now, both listeners together. */
  readonly connections: number;
  readonly counters: Readonly<BrokerCounters>;
  /**
   * Stops listening and reading, lets acknowledgements that are held finish for up to two seconds, then closes. Wills are
   * not published: it is not the kits that went away.
   */
  close(): Promise<void>;
}
