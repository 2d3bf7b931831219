import { Readable } from 'node:stream';
import type { Subscription } from 'aedes';
import type { BrokerLimits } from './limits.ts';

interface SessionClient {
  readonly id: string;
  readonly clean?: boolean;
}

interface Identified {
  readonly messageId?: number | undefined;
}

/**
 * What the broker remembers between two connections of a client, as Aedes asks for it (the methods of its persistence
 * interface). Kits only publish: there are no retained messages and no offline queues, whatever a client asks for;
 * subscriptions and the identifiers of QoS 2 messages are kept, within bounds, in memory.
 */
export class Sessions {
  readonly #limits: BrokerLimits;
  readonly #mayKeep: (client: object, filter: string) => boolean;
  /** Subscriptions by owner (`kit/<id>`), client id and filter; the longest unused first. */
  readonly #owners = new Map<string, Map<string, Map<string, Subscription>>>();
  /** QoS 2 packet identifiers without PUBREL, by client id. */
  readonly #awaiting = new Map<string, Set<number>>();

  /** Aedes hands over refused filters along with granted ones; `mayKeep` tells them apart. */
  constructor(limits: BrokerLimits, mayKeep: (client: object, filter: string) => boolean) {
    this.#limits = limits;
    this.#mayKeep = mayKeep;
  }

  /** Whether this QoS 2 message was taken already and waits for its PUBREL [MQTT-4.3.3-2]. */
  awaitsRelease(clientId: string, messageId: number): boolean {
    return this.#awaiting.get(clientId)?.has(messageId) === true;
  }

  /** Forgets all sessions of an owner. */
  forget(owner: string): void {
    for (const id of this.#owners.get(owner)?.keys() ?? []) this.#awaiting.delete(id);
    this.#owners.delete(owner);
  }

  async setup(): Promise<void> {}

  async addSubscriptions(client: SessionClient, subscriptions: readonly Subscription[]): Promise<void> {
    const session = this.#keep(client.id);
    for (const subscription of subscriptions) {
      if (this.#mayKeep(client, subscription.topic)) session.set(subscription.topic, { ...subscription });
    }
  }

  async removeSubscriptions(client: SessionClient, filters: readonly string[]): Promise<void> {
    const session = this.#find(client.id);
    for (const filter of filters) session?.delete(filter);
  }

  async subscriptionsByClient(client: SessionClient): Promise<Subscription[]> {
    return [...(this.#find(client.id)?.values() ?? [])];
  }

  async cleanSubscriptions(client: SessionClient): Promise<void> {
    this.#owners.get(ownerPart(client.id))?.delete(client.id);
  }

  async incomingStorePacket(client: SessionClient, packet: Identified): Promise<void> {
    if (packet.messageId === undefined) return;
    if (client.clean === false) this.#keep(client.id);
    const awaiting = this.#awaiting.get(client.id);
    if (awaiting === undefined) this.#awaiting.set(client.id, new Set([packet.messageId]));
    else awaiting.add(packet.messageId);
  }

  async incomingGetPacket<T extends Identified>(client: SessionClient, packet: T): Promise<T> {
    if (packet.messageId !== undefined && this.awaitsRelease(client.id, packet.messageId)) return packet;
    throw new Error('no such packet');
  }

  async incomingDelPacket(client: SessionClient, packet: Identified): Promise<void> {
    const awaiting = this.#awaiting.get(client.id);
    if (packet.messageId !== undefined) awaiting?.delete(packet.messageId);
    if (awaiting?.size === 0) this.#awaiting.delete(client.id);
  }

  async cleanIncoming(client: SessionClient): Promise<void> {
    this.#awaiting.delete(client.id);
  }

  /** The broker publishes at QoS 0 only: nothing waits for a client, nothing is kept for it. */
  outgoingStream(): Readable {
    return Readable.from([]);
  }

  async outgoingEnqueue(): Promise<void> {}

  async outgoingEnqueueCombi(): Promise<void> {}

  async outgoingUpdate(): Promise<void> {}

  async outgoingClearMessageId(): Promise<undefined> {
    return undefined;
  }

  async subscriptionsByTopic(): Promise<never[]> {
    return [];
  }

  async storeRetained(): Promise<void> {}

  createRetainedStreamCombi(): Readable {
    return Readable.from([]);
  }

  /** A will lives with its connection; there is no other broker that could publish it later. */
  async putWill(): Promise<void> {}

  async delWill(): Promise<undefined> {
    return undefined;
  }

  streamWill(): Readable {
    return Readable.from([]);
  }

  /** The session of a client, moved to the end of its owner's and its owner to the end of all. */
  #find(clientId: string): Map<string, Subscription> | undefined {
    const owner = ownerPart(clientId);
    const sessions = this.#owners.get(owner);
    const session = sessions?.get(clientId);
    if (sessions === undefined || session === undefined) return undefined;
    this.#owners.delete(owner);
    this.#owners.set(owner, sessions);
    sessions.delete(clientId);
    sessions.set(clientId, session);
    return session;
  }

  #keep(clientId: string): Map<string, Subscription> {
    const known = this.#find(clientId);
    if (known !== undefined) return known;
    const owner = ownerPart(clientId);
    const sessions = this.#owners.get(owner) ?? new Map<string, Map<string, Subscription>>();
    const session = new Map<string, Subscription>();
    this.#owners.delete(owner);
    this.#owners.set(owner, sessions);
    sessions.set(clientId, session);
    const [oldestSession] = sessions.keys();
    if (sessions.size > this.#limits.sessionsPerOwner && oldestSession !== undefined) {
      sessions.delete(oldestSession);
      this.#awaiting.delete(oldestSession);
    }
    const [oldestOwner] = this.#owners.keys();
    if (this.#owners.size > this.#limits.sessionOwners && oldestOwner !== undefined) this.forget(oldestOwner);
    return session;
  }
}

/** `kit/<id>` of `kit/<id>/<client id>`. */
function ownerPart(clientId: string): string {
  return clientId.slice(0, clientId.indexOf('/', clientId.indexOf('/') + 1));
}
