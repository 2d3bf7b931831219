import type { Envelope } from '../domain/envelope.ts';
import type { Mapping } from '../domain/mapping.ts';
import type { Reading } from '../domain/reading.ts';
import type { Assumption, Receipt } from '../domain/receipt.ts';
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
  /** What later messages of this kit need, in place of what the context had; absent where nothing changed. */
  readonly state?: DialectState;
  /** What the dialect has the server say to the device now (a request to announce itself again). */
  readonly replies?: readonly Reply[];
}

/** What a dialect has to remember of one kit: JSON of at most `MAX_STATE_BYTES`, kept over restarts. */
export type DialectState = Readonly<Record<string, unknown>>;

/** Bytes of a kit's state as JSON; a larger one is not kept. */
export const MAX_STATE_BYTES = 65_536;

/** A message from the server to a device, by MQTT. */
export interface Reply {
  readonly topic: string;
  readonly payload: Buffer;
}

/** What a decoder may know of the kit. */
export interface DecodeContext {
  /** IANA zone for times without one. */
  readonly timeZone: string;
  /** The identifier under which the kit is registered. */
  readonly externalId?: string | undefined;
  /** What earlier messages of the kit left in this dialect; undefined for none. */
  readonly state?: DialectState | undefined;
  /** How the maker says that the kit's messages are to be read; for the dialect `mapping`. */
  readonly mapping?: Mapping | undefined;
}

/** What an HTTP client is told. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What became of the message that is answered. */
export interface Outcome {
  /** Journal sequence of the message. */
  readonly id: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly missing: number;
  /** The receipt in words, made when it is asked for: for clients that read what they are answered. */
  receipt(): Receipt;
}

/** Where a client of the dialect puts the kit's token, where that is not HTTP Basic. */
export interface TokenPlace {
  readonly in: 'header' | 'query' | 'path';
  /** Header or query parameter, lower-case; name of the path's parameter. */
  readonly name: string;
  /** Word before the token in a header: `Token`, `Bearer`. */
  readonly scheme?: string;
}

/** An HTTP door that firmware of this dialect posts to. */
export interface Door {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  /** Path, with parameters as Fastify writes them (`/boxes/:box/data`). Every door is open under `/token/<token>` as well. */
  readonly path: string;
  readonly limitBytes: number;
  /** Request headers the decoder needs, lower-case. */
  readonly headers: readonly string[];
  /** Where tokens may stand beside HTTP Basic. */
  readonly tokens?: readonly TokenPlace[];
  /** What the client expects when its message was taken in, also in part. */
  answer(outcome: Outcome): Answer;
}

/** One message as a simulated kit or a replay sends it. */
export interface Outgoing {
  /** Without it the first of the protocol's transports. */
  readonly transport?: Transport;
  /** HTTP method; POST without it. */
  readonly method?: Door['method'];
  /** MQTT topic, or HTTP path. */
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

/** Ways in that dialects declare. */
export type Transport = 'mqtt' | 'http';

/** Whom a message is encoded for. */
export interface Addressee {
  readonly kit: string;
  readonly externalId: string;
  /** Topics of kits that are read by a mapping are the mapping's. */
  readonly mapping?: Mapping | undefined;
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
  /** The usual one first. */
  readonly transports: readonly Transport[];
  readonly doors: readonly Door[];
  /** Topics a kit may publish readings to; filters with `+` and `#` where the firmware chooses parts of them. */
  publishTopics(kit: Addressee): readonly string[];
  /** Filters beside its own topics that firmware subscribes to and would fail without. Nothing of other kits goes there. */
  subscribeTopics?(kit: Addressee): readonly string[];
  /** Reads only kits that are registered for it: `recognises` is not asked for anybody else. */
  readonly registeredOnly?: boolean;
  /**
   * One credential usually carries many devices (the webhook of a network server): a device that is not registered is
   * quarantined, never taken for the sender.
   */
  readonly carriesMany?: boolean;
  /** Firmware publishes every reading retained: the same payload again is a new reading, not a replay. */
  readonly retainsReadings?: boolean;
  /** Decoding a message depends on earlier ones: `decode` is given what they left as `context.state`. */
  readonly stateful?: boolean;
  /** Whether transport, topic, headers and structure are this dialect's. Never two dialects for one message. */
  recognises(envelope: Envelope): boolean;
  /** The identifier the message carries for its kit; undefined where the dialect has none. */
  externalId(envelope: Envelope): string | undefined;
  decode(envelope: Envelope, context: DecodeContext): Decoded;
  /** What to enter in this firmware's settings, named as the firmware names them. */
  settings(to: Connection): readonly Setting[];
  /** The messages that carry these readings of one kit; those the dialect cannot say are left out. */
  encode(readings: readonly Reading[], to: Addressee): readonly Outgoing[];
}
