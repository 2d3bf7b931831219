import type { ConnectPacket } from 'aedes';
import { identifierFault, ownerOf } from './client-identity.ts';
import type { BrokerCounters, BrokerPorts } from './contract.ts';
import type { BrokerLimits } from './limits.ts';
import type { BrokerLog } from './log.ts';
import { OnceAMinute } from './once-a-minute.ts';
import type { Peer } from './peer.ts';
import { willFault } from './topic-rules.ts';

interface DoormanOptions {
  readonly ports: BrokerPorts;
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  readonly log: BrokerLog;
}

/** CONNACK return codes, MQTT 3.1.1 table 3.1. */
const IDENTIFIER_REJECTED = 2;
const SERVER_UNAVAILABLE = 3;
const BAD_USER_NAME_OR_PASSWORD = 4;
const NOT_AUTHORIZED = 5;

/** Decides who comes in. */
export class Doorman {
  readonly #options: DoormanOptions;
  readonly #refusals = new OnceAMinute();

  constructor(options: DoormanOptions) {
    this.#options = options;
  }

  /** Looks at a CONNECT before its credentials: notes a client id that cannot stay, takes away a will that cannot be kept. */
  greet(peer: Peer, packet: ConnectPacket): void {
    const { limits, counters } = this.#options;
    peer.intake.keepalive = packet.keepalive ?? 0;
    peer.fault = identifierFault(packet, limits.maxClientIdBytes);
    const fault = packet.will && willFault(packet.will, limits);
    if (fault === undefined) return;
    delete packet.will;
    counters.droppedWills += 1;
    this.#say(peer, `will dropped: ${fault}`);
  }

  /**
   * Decides on the credentials: 0 for a client that is let in, now named `kit/<kit>/<its id>` or `open/<address>/<its id>`
   * so that nobody takes the place of another's client [MQTT-3.1.4-2]; otherwise the CONNACK return code.
   */
  identify(peer: Peer, username: string | undefined, password: Buffer | undefined): number {
    const { ports } = this.#options;
    if (peer.fault !== undefined) return this.#refuse(peer, IDENTIFIER_REJECTED, peer.fault);
    if (ports.unavailable?.() === true) return this.#refuse(peer, SERVER_UNAVAILABLE, 'server unavailable');
    const { listener, address, certificate } = peer.door;
    const claim = { username, password: password?.toString('utf8'), listener, certificate };
    const sender = ports.authenticate(claim);
    if (sender === undefined) {
      const anonymous = username === undefined && password === undefined && certificate === undefined;
      if (anonymous) return this.#refuse(peer, NOT_AUTHORIZED, 'no credentials');
      return this.#refuse(peer, BAD_USER_NAME_OR_PASSWORD, 'bad user name or password');
    }
    peer.sender = sender;
    peer.meter = ports.meter?.(sender, claim, address);
    peer.client.id = `${ownerOf(sender, address)}/${peer.client.id}`;
    return 0;
  }

  #refuse(peer: Peer, returnCode: number, reason: string): number {
    this.#options.counters.refusedLogins += 1;
    this.#say(peer, `connection refused: ${reason}`);
    return returnCode;
  }

  #say(peer: Peer, message: string): void {
    const { address, listener } = peer.door;
    if (!this.#refusals.says(`${address} ${message}`, Date.now())) return;
    this.#options.log.warn({ address, listener }, message);
  }
}
