/** One client of the load. */
export interface Account {
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  readonly topic: string;
}

interface Target {
  readonly port: number;
  /** Time in the first message of every connection, UTC ms; each next one is a minute later. Absent: a common time, and seconds. */
  readonly from?: number;
  readonly accounts: readonly Account[];
}

/** As fast as the broker takes it; `window` messages in flight on each connection (QoS 1). */
export interface Flood extends Target {
  readonly kind: 'flood';
  readonly qos: 0 | 1;
  /** Messages of each connection. */
  readonly messages: number;
  readonly window: number;
}

/** QoS 1 at a pace, by a schedule that does not wait for the broker. */
export interface Paced extends Target {
  readonly kind: 'paced';
  /** Messages a second over all connections. */
  readonly rate: number;
  readonly seconds: number;
}

/** Connections that say nothing but PINGREQ until they are told to end. */
export interface Hold extends Target {
  readonly kind: 'hold';
}

/** What a load generator is told. */
export type LoadOrder = Flood | Paced | Hold;

/** What it reports. Times are ms of the epoch, latencies ms. */
export interface LoadReport {
  readonly began: number;
  readonly ended: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly connectsPerSecond: number;
  /** Share of one core that the generator used while it sent. */
  readonly cpu: number;
}
