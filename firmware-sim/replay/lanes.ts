import type { ArchiveRow } from '../../protocols/archive.ts';
import { Gate } from './gate.ts';
import { ReplayInterrupted } from './interrupted.ts';
import { Lane } from './lane.ts';

/** Connections open at once; the one unused longest gives way. */
const MOST_LANES = 200;
/** Messages under way on all of them together. */
const IN_FLIGHT = 512;

/** A kit for a sensor of an archive: the one it became before, or a new one. */
export type Register = (
  externalId: string,
  archive: string,
  position?: { lat: number; lon: number },
) => Promise<{ kit: string; token: string }>;

interface Pass {
  readonly kit: string;
  readonly token: string;
}

/** Connections of the kits that a replay feeds, and the counts of what went through them. */
export class Lanes {
  /** Kits known, by archive and sensor. */
  readonly #passes = new Map<string, Pass>();
  /** Open lanes by kit, the one used last at the end. */
  readonly #open = new Map<string, Lane>();
  readonly #shared = new Gate(IN_FLIGHT);
  readonly #mqttUrl: string;
  readonly #register: Register;
  sent = 0;
  acknowledged = 0;

  constructor(mqttUrl: string, register: Register) {
    this.#mqttUrl = mqttUrl;
    this.#register = register;
  }

  get kits(): number {
    return new Set([...this.#passes.values()].map(({ kit }) => kit)).size;
  }

  async #pass(archive: string, { externalId, position }: ArchiveRow): Promise<Pass> {
    const key = `${archive}\n${externalId}`;
    const known = this.#passes.get(key);
    if (known !== undefined) return known;
    const pass = await this.#register(externalId, archive, position);
    this.#passes.set(key, pass);
    return pass;
  }

  /** The open lane of a row's sensor. Registers and connects where needed. */
  async lane(archive: string, row: ArchiveRow): Promise<Lane> {
    const pass = await this.#pass(archive, row);
    const lane = this.#open.get(pass.kit) ?? (await this.#connect(pass));
    this.#open.delete(pass.kit);
    this.#open.set(pass.kit, lane);
    return lane;
  }

  async #connect({ kit, token }: Pass): Promise<Lane> {
    const [oldest] = this.#open;
    if (this.#open.size >= MOST_LANES && oldest !== undefined) {
      this.#open.delete(oldest[0]);
      await oldest[1].close();
    }
    return new Lane({
      mqttUrl: this.#mqttUrl,
      kit,
      token,
      shared: this.#shared,
      onSent: (readings) => {
        this.sent += readings;
      },
      onAcknowledged: (readings) => {
        this.acknowledged += readings;
      },
      onLost: (why) => this.#fail(new ReplayInterrupted(why, this.acknowledged)),
    });
  }

  #fail(error: Error): void {
    this.#shared.fail(error);
    void this.abandon(error);
  }

  /** Sends what every lane has gathered. */
  async flush(): Promise<void> {
    for (const lane of this.#open.values()) await lane.flush();
  }

  /** Sends the rest, waits for every acknowledgement, disconnects. */
  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((lane) => lane.close()));
    this.#open.clear();
  }

  /** Disconnects at once. */
  async abandon(error: Error): Promise<void> {
    await Promise.all([...this.#open.values()].map((lane) => lane.abandon(error)));
    this.#open.clear();
  }
}
