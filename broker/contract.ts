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
  /** Takes a message in. `done` is called in order of arrival per client, once the message may be acknowledged. */
  accept(envelope: Envelope, verdict: TopicVerdict, done: () => void): void;
}

/** The running broker. */
export interface Broker {
  /** Port listened on; undefined for a listener that is off. */
  readonly port: number;
  readonly openPort: number | undefined;
  /** Whether anybody is subscribed to exactly this topic. */
  hasListener(topic: string): boolean;
  /** Publishes from the server itself, QoS 0, best effort. */
  publish(topic: string, payload: string): void;
  /** Ends the kit's sessions at once (revoked, rotated, removed). */
  disconnect(kit: string): void;
  readonly connections: number;
  close(): Promise<void>;
}
