/** Who sent a message, as far as the door it came through could tell. */
export type Sender =
  /** Proved by a credential: the kit's id. */
  | { readonly kind: 'kit'; readonly kit: string }
  /** Came through a door without credentials; who it is stands only in the message. */
  | { readonly kind: 'open' };

/** One message as it arrived, before anybody understood it. */
export interface Envelope {
  /** Arrival, UTC ms, by the server's clock. */
  readonly received: number;
  readonly transport: 'mqtt' | 'http' | 'serial' | 'file';
  /** The MQTT topic, or the HTTP path with its query. */
  readonly topic: string;
  /** The few HTTP headers that dialects need, lower-case names; empty for MQTT. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
  readonly sender: Sender;
  /** MQTT retain flag: a replay of an old message when the broker delivers it. */
  readonly retained: boolean;
  /** MQTT packet identifier, 0 for QoS 0 and other transports. */
  readonly packetId: number;
  /** MQTT DUP flag: the client sends this packet again. */
  readonly dup: boolean;
  /** Milliseconds for which the sender is held back after this message, because it sends faster than its rate. */
  readonly heldBackMs?: number;
  /** Set for a message that is taken in once more: the time for readings that carry none, UTC ms. */
  readonly again?: { readonly assigned: number };
}
