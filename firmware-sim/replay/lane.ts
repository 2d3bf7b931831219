import { randomBytes } from 'node:crypto';
import { connect, ErrorWithReasonCode, type MqttClient } from 'mqtt';
import { Batch, type Parcel } from './batch.ts';
import { Gate } from './gate.ts';
import type { RowObject } from './objects.ts';

/** Messages of one connection that wait for their acknowledgement. */
const IN_FLIGHT = 64;
/** Connections in a row that fail before the lane gives up, and ms between them. */
const ATTEMPTS = 8;
const BETWEEN = 1_000;
/** Return codes of CONNACK that will be the same next time (MQTT 3.1.1, 3.2.2.3). */
const FINAL = new Set([1, 2, 4, 5]);

export interface LaneOptions {
  readonly mqttUrl: string;
  readonly kit: string;
  readonly token: string;
  /** Bounds what all lanes together have under way. */
  readonly shared: Gate;
  readonly onSent: (readings: number) => void;
  readonly onAcknowledged: (readings: number) => void;
  /** The connection is lost for good; told once, why. */
  readonly onLost: (why: string) => void;
}

/** One kit's connection: its rows go out in order, many under way at once. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #client: MqttClient;
  readonly #gate = new Gate(IN_FLIGHT);
  readonly #batch = new Batch();
  #failures = 0;
  #closing = false;

  constructor(options: LaneOptions) {
    this.#options = options;
    const { mqttUrl, kit, token } = options;
    this.#client = connect(mqttUrl, {
      clientId: `replay-${randomBytes(4).toString('hex')}`,
      username: kit,
      password: token,
      reconnectPeriod: BETWEEN,
      reconnectOnConnackError: true,
      connectTimeout: 10_000,
    });
    let last = 'the connection closed';
    this.#client.on('connect', () => {
      this.#failures = 0;
    });
    this.#client.on('error', (error) => {
      last = error.message || String((error as NodeJS.ErrnoException).code ?? error);
      if (error instanceof ErrorWithReasonCode && FINAL.has(error.code ?? 0)) this.#failures = ATTEMPTS;
    });
    this.#client.on('close', () => {
      if (this.#closing || ++this.#failures <= ATTEMPTS) return;
      options.onLost(`the broker at ${mqttUrl} does not take kit ${kit} any more (${last})`);
    });
  }

  /** Takes an object in; waits while too much is under way. Rejects when the replay has failed. */
  async add(object: RowObject): Promise<void> {
    if (this.#batch.hasNoRoomFor(object)) await this.flush();
    this.#batch.add(object);
  }

  /** Sends what was gathered. Resolves when it is under way, not yet acknowledged. */
  async flush(): Promise<void> {
    const parcel = this.#batch.take();
    if (parcel === undefined) return;
    await this.#options.shared.enter();
    await this.#gate.enter();
    this.#options.onSent(parcel.readings);
    this.#publish(parcel);
  }

  #publish(parcel: Parcel): void {
    const { shared, kit, onAcknowledged } = this.#options;
    this.#client.publish(`kits/${kit}/readings`, parcel.payload, { qos: 1 }, (error) => {
      if (error && !this.#closing) {
        // The client gives messages back that were waiting while it resent others and lost the connection again.
        setImmediate(() => this.#publish(parcel));
        return;
      }
      if (!error) onAcknowledged(parcel.readings);
      this.#gate.leave();
      shared.leave();
    });
  }

  /** Sends the rest, waits for all acknowledgements and disconnects. */
  async close(): Promise<void> {
    await this.flush();
    await this.#gate.idle();
    this.#closing = true;
    await this.#client.endAsync();
  }

  /** Ends at once, whatever is under way. */
  async abandon(error: Error): Promise<void> {
    this.#closing = true;
    this.#gate.fail(error);
    await this.#client.endAsync(true);
  }
}
