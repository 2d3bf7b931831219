import type { Duplex } from 'node:stream';
import type { AedesPublishPacket, AuthenticateError, Client, PublishPacket } from 'aedes';
import { Aedes } from 'aedes';
import type { Envelope } from '../domain/envelope.ts';
import type { AedesClient } from './aedes-internals.ts';
import type { BrokerCounters, BrokerPorts } from './contract.ts';
import { Crowd } from './crowd.ts';
import { Doorman } from './doorman.ts';
import { Interest } from './interest.ts';
import type { BrokerLimits } from './limits.ts';
import type { BrokerLog } from './log.ts';
import { type Door, Peer } from './peer.ts';
import { Sessions } from './sessions.ts';
import { isClosedFilter, publishFault } from './topic-rules.ts';

interface IngestBrokerOptions {
  readonly ports: BrokerPorts;
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  readonly log: BrokerLog;
}

type Done = (error?: Error) => void;
type Deliver = (packet: AedesPublishPacket, callback: () => void) => void;

/** A PUBLISH as it passes through Aedes; a `silent` one reaches no subscriber. */
type JudgedPacket = PublishPacket & { silent?: boolean };

const NO_HEADERS = Object.freeze({});
const HOUR_MS = 3_600_000;

/**
 * An MQTT 3.1 and 3.1.1 broker that hands every message to the house and acknowledges it when the house says so. It keeps
 * no retained messages, no offline queues and no `$SYS`; subscribers get copies at QoS 0, best effort.
 */
export class IngestBroker extends Aedes {
  readonly peers = new Set<Peer>();
  readonly #interest = new Interest();
  readonly #options: IngestBrokerOptions;
  readonly #doorman: Doorman;
  readonly #crowd: Crowd;
  readonly #sessions: Sessions;
  readonly #peerOf: WeakMap<object, Peer>;
  /** Deliveries that are in `#interest`: Aedes may take one back twice when a client closes. */
  readonly #deliveries = new Set<Deliver>();

  constructor(options: IngestBrokerOptions) {
    const { limits } = options;
    const peerOf = new WeakMap<object, Peer>();
    const sessions = new Sessions(
      limits,
      (client, filter) => peerOf.get(client)?.granted.has(filter) === true,
    );
    super({
      persistence: sessions,
      concurrency: 0,
      queueLimit: 1_000,
      heartbeatInterval: HOUR_MS,
      connectTimeout: limits.connectTimeoutMs,
      drainTimeout: limits.drainTimeoutMs,
      maxInflightInbound: limits.maxAwaitingRelease,
      maxClientsIdLength: limits.maxClientIdBytes,
      maxTopicLevels: limits.maxTopicLevels,
    });
    this.#options = options;
    this.#doorman = new Doorman(options);
    this.#crowd = new Crowd(limits.maxHeldBytesTogether);
    this.#sessions = sessions;
    this.#peerOf = peerOf;
    this.#countFailures();
  }

  /** Takes over a connection that was just accepted. */
  adopt(socket: Duplex, door: Door): void {
    const client = this.handle(socket) as unknown as AedesClient;
    const peer = new Peer({
      client,
      door,
      limits: this.#options.limits,
      crowd: this.#crowd,
      overrun: (late) => this.#overrun(late),
    });
    this.#peerOf.set(client, peer);
    this.peers.add(peer);
    socket.once('close', () => {
      this.peers.delete(peer);
      peer.end();
    });
  }

  /** Whether a message to this topic would reach a subscriber. */
  hasListener(topic: string): boolean {
    return this.#interest.has(topic);
  }

  /** Ends a kit's connections without their wills, and forgets its sessions. */
  disconnect(kit: string): void {
    for (const peer of this.peers) {
      if (peer.sender?.kind !== 'kit' || peer.sender.kit !== kit) continue;
      peer.client.will = null;
      peer.close();
    }
    this.#sessions.forget(`kit/${kit}`);
  }

  override preConnect: Aedes['preConnect'] = (client, packet, callback) => {
    const peer = this.#peerOf.get(client);
    if (peer !== undefined) this.#doorman.greet(peer, packet);
    callback(null, peer !== undefined);
  };

  override authenticate: Aedes['authenticate'] = (client, username, password, done) => {
    const peer = this.#peerOf.get(client);
    const returnCode = peer === undefined ? 3 : this.#doorman.identify(peer, username, password);
    if (returnCode === 0) return done(null, true);
    done(Object.assign(new Error(`return code ${returnCode}`), { returnCode }) as AuthenticateError, false);
  };

  override authorizePublish: Aedes['authorizePublish'] = (client, packet, callback) => {
    const peer = client === null ? undefined : this.#peerOf.get(client);
    if (peer?.sender === undefined) return callback(new Error('sender unknown'));
    const isWill = peer.client.closed;
    const fault = isWill ? undefined : publishFault(packet);
    if (fault !== undefined) return callback(new Error(fault));
    if (packet.qos === 2 && this.#sessions.awaitsRelease(peer.client.id, packet.messageId ?? 0))
      return callback();
    const finished = isWill ? once(callback) : this.#hold(peer, packet, callback);
    try {
      this.#handOn(peer, packet, finished);
    } catch (error) {
      this.#options.log.warn(
        { error, topic: packet.topic },
        'a message was not taken in: fault in the house',
      );
      callback(new Error('fault in the house'));
      return;
    }
    if (packet.qos === 0 && !isWill) queueMicrotask(callback);
  };

  override authorizeSubscribe: Aedes['authorizeSubscribe'] = (client, subscription, callback) => {
    const peer = this.#peerOf.get(client);
    const granted = peer !== undefined && this.#maySubscribe(peer, subscription.topic);
    if (granted) peer.granted.add(subscription.topic);
    callback(null, granted ? subscription : null);
  };

  override authorizeForward: Aedes['authorizeForward'] = (client, packet) => {
    if (this.#peerOf.get(client)?.sender === undefined) return null;
    if (!(client.conn as Duplex).writableNeedDrain) return packet;
    this.#options.counters.droppedForwards += 1;
    return null;
  };

  /** Messages of kits and of the house reach subscribers at once and unkept; `$SYS` messages of Aedes go nowhere. */
  override publish(packet: JudgedPacket, clientOrDone: Client | null | Done, callback?: Done): void {
    this.#forward(packet);
    const done = typeof clientOrDone === 'function' ? clientOrDone : callback;
    done?.();
  }

  override subscribe(filter: string, deliver: Deliver, done: () => void): void {
    this.#deliveries.add(deliver);
    this.#interest.add(filter);
    super.subscribe(filter, deliver, done);
  }

  override unsubscribe(filter: string, deliver: Deliver, done: () => void): void {
    if (this.#deliveries.delete(deliver)) this.#interest.remove(filter);
    super.unsubscribe(filter, deliver, done);
  }

  #handOn(peer: Peer, packet: JudgedPacket, done: () => void): void {
    const { sender } = peer;
    if (sender === undefined) return;
    const { ports } = this.#options;
    const received = Date.now();
    const verdict = ports.judgePublish(sender, packet.topic);
    if (verdict !== 'ingest') packet.silent = true;
    const envelope: Envelope = {
      received,
      transport: 'mqtt',
      topic: packet.topic,
      headers: NO_HEADERS,
      payload: typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
      sender,
      retained: packet.retain === true,
      packetId: packet.messageId ?? 0,
      dup: packet.dup === true,
      heldBackMs: this.#holdBack(peer, packet, received),
    };
    ports.accept(envelope, verdict, done);
  }

  /** Counts a message against its sender's rate; the milliseconds for which the client is not read from here on. */
  #holdBack(peer: Peer, packet: PublishPacket, now: number): number {
    const wait = peer.meter?.spend(packet.payload.length, now) ?? 0;
    if (wait === 0) return 0;
    this.#options.counters.heldBack += 1;
    return peer.intake.rest(wait);
  }

  /** Counts a message as unfinished until the function returned is called. QoS 0 is acknowledged to nobody. */
  #hold(peer: Peer, packet: PublishPacket, callback: Done): () => void {
    const { length } = packet.payload;
    return packet.qos > 0 ? peer.held.hold(length, callback) : peer.held.watch(length);
  }

  #maySubscribe(peer: Peer, filter: string): boolean {
    const { limits, ports } = this.#options;
    if (peer.sender === undefined || isClosedFilter(filter)) return false;
    if (!peer.granted.has(filter) && peer.granted.size >= limits.maxSubscriptions) return false;
    return ports.maySubscribe(peer.sender, filter);
  }

  #forward(packet: JudgedPacket): void {
    const { topic, payload } = packet;
    if (packet.silent === true || topic.startsWith('$') || !this.#interest.has(topic)) return;
    super.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => {});
  }

  #overrun(peer: Peer): void {
    this.#options.counters.overrunClients += 1;
    this.#options.log.debug({ client: peer.client.id }, 'closed: too many messages without acknowledgement');
  }

  #countFailures(): void {
    const { counters, log } = this.#options;
    const failed = (client: Client, error: Error) => {
      counters.failedClients += 1;
      log.debug({ address: this.#peerOf.get(client)?.door.address, reason: error.message }, 'client failed');
    };
    this.on('clientError', failed);
    this.on('connectionError', failed);
    this.on('unsubscribe', (filters, client) => {
      const granted = this.#peerOf.get(client)?.granted;
      for (const filter of filters) granted?.delete(filter);
    });
    (this as NodeJS.EventEmitter).on('error', (error: unknown) => log.warn({ error }, 'broker error'));
  }
}

/** A will has nobody to acknowledge it to, but Aedes waits for it. */
function once(callback: Done): () => void {
  let called = false;
  return () => {
    if (called) return;
    called = true;
    callback();
  };
}
