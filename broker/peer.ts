import type { Sender } from '../domain/envelope.ts';
import type { AedesClient } from './aedes-internals.ts';
import type { Meter } from './contract.ts';
import type { Crowd } from './crowd.ts';
import { HeldAcknowledgements } from './held-acknowledgements.ts';
import { Intake } from './intake.ts';
import type { BrokerLimits } from './limits.ts';

/** Through which door a connection came, and what the door knows of it. */
export interface Door {
  readonly listener: 'kits' | 'open';
  readonly address: string;
  /** Common name of a verified certificate. */
  readonly certificate?: string | undefined;
}

interface PeerOptions {
  readonly client: AedesClient;
  readonly door: Door;
  readonly limits: BrokerLimits;
  readonly crowd: Crowd;
  /** The peer was closed because it keeps too much unfinished. */
  readonly overrun: (peer: Peer) => void;
}

/** One connection, from its first byte to its last. */
export class Peer {
  readonly client: AedesClient;
  readonly door: Door;
  readonly held: HeldAcknowledgements;
  readonly intake: Intake;
  /** Filters granted and not given back. */
  readonly granted = new Set<string>();
  /** Who it is, once authenticated. */
  sender: Sender | undefined;
  /** What counts its messages, once authenticated; undefined where nothing does. */
  meter: Meter | undefined;
  /** Why its client id is refused. */
  fault: string | undefined;

  constructor({ client, door, limits, crowd, overrun }: PeerOptions) {
    this.client = client;
    this.door = door;
    this.held = new HeldAcknowledgements(crowd, () => this.intake.relax());
    this.intake = new Intake({
      client,
      limits,
      held: () => this.held.count,
      dense: () => crowd.dense,
      overrun: () => {
        overrun(this);
        this.close();
      },
    });
  }

  /** Ends the connection at once. Its will is published, unless it was taken away before. */
  close(): void {
    this.client.close();
    this.client.conn.destroy();
  }

  /** The socket is gone: nothing is acknowledged to it any more. */
  end(): void {
    this.intake.end();
    this.held.drop();
  }
}
