/** One way of loading. */
export interface Round {
  readonly connections: number;
  /** Messages of each connection. */
  readonly messages: number;
  /** In flight on each connection. */
  readonly window: number;
}

/** What one run showed. */
export interface Measured {
  /** Messages a second from the first sent to the last durable. */
  readonly durable: number;
  /** The same to the last one in the store that is read from. */
  readonly drained: number;
  /** PUBACK latency, ms. */
  readonly p50: number;
  readonly p99: number;
  readonly lost: number;
}
