import type { Envelope } from '../domain/envelope.ts';
import type { Reading } from '../domain/reading.ts';
import type { Assumption } from '../domain/receipt.ts';
import type { Refusal } from '../domain/refusal.ts';

/** A value that a decoder found. Without `time` the ingest assigns one. Value in the phenomenon's own unit. */
export interface Found {
  /** A catalogue id, or the name as the kit wrote it (kept under a namespaced id). */
  readonly phenomenon: string;
  readonly channel: string;
  readonly time: number | undefined;
  readonly value: number;
  readonly flags: number;
  /** Where it stood in the message. */
  readonly path: string;
}

/** What one message held. A message that cannot be read at all has one refusal with an empty path. */
export interface Decoded {
  readonly found: readonly Found[];
  readonly refused: readonly Refusal[];
  /** Nulls and documented sentinels. */
  readonly missing: number;
  readonly assumptions: readonly Assumption[];
  /** What the message says of the device itself (firmware version, hardware); nothing personal. */
  readonly facts: Readonly<Record<string, string>>;
  /** True for messages that carry no readings by design (hello, info): an empty result is then no fault. */
  readonly silent?: boolean;
}

/** What a decoder may know of the kit. */
export interface DecodeContext {
  /** IANA zone for times without one. */
  readonly timeZone: string;
}

/** An HTTP door that firmware of this dialect posts to. */
export interface Door {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly limitBytes: number;
  /** Request headers the decoder needs, lower-case. */
  readonly headers: readonly string[];
  /** What the client expects when its message was taken in. */
  readonly answer: { readonly status: number; readonly type: string; readonly body: string };
}

/** One message as a simulated kit or a replay sends it. */
export interface Outgoing {
  /** MQTT topic, or HTTP path. */
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

/** Whom a message is encoded for. */
export interface Addressee {
  readonly kit: string;
  readonly externalId: string;
}

/** What a maker needs to point a kit here. `token` is absent for open kits and where it is shown no more. */
export interface Connection extends Addressee {
  readonly host: string;
  readonly mqttPort: number;
  /** Port of the listener without credentials; undefined while it is closed. */
  readonly openMqttPort: number | undefined;
  readonly httpPort: number;
  readonly token: string | undefined;
}

/** One line of a firmware's settings: its name there, and what to enter. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** One wire format. Pure: no I/O, no exceptions, no state of its own. */
export interface Protocol {
  readonly id: string;
  /** Grows when decoding changes; journalled with every message as `id/version`. */
  readonly version: number;
  readonly transport: 'mqtt' | 'http';
  readonly doors: readonly Door[];
  /** Topics a kit may publish readings to. */
  publishTopics(kit: Addressee): readonly string[];
  /** Whether topic, headers and structure are this dialect's. Never two dialects for one message. */
  recognises(envelope: Envelope): boolean;
  /** The identifier the message carries for its kit; undefined where the dialect has none. */
  externalId(envelope: Envelope): string | undefined;
  decode(envelope: Envelope, context: DecodeContext): Decoded;
  /** What to enter in this firmware's settings, named as the firmware names them. */
  settings(to: Connection): readonly Setting[];
  /** The messages that carry these readings of one kit; those the dialect cannot say are left out. */
  encode(readings: readonly Reading[], to: Addressee): readonly Outgoing[];
}
