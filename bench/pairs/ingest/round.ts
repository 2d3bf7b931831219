/** One way of loading. */
export interface Round {
  readonly qos: 0 | 1;
  readonly connections: number;
  /** Messages of each connection. */
  readonly messages: number;
  /** In flight on each connection (QoS 1). */
  readonly window: number;
}

/** What one run of one side showed. */
export interface Measured {
  /** Messages a second from the first sent to the last acknowledged (QoS 1) or given away (QoS 0). */
  readonly acknowledged: number;
  /** The same to the last one in what is read from. */
  readonly endToEnd: number;
  /** PUBACK latency under full load, ms. */
  readonly p50: number;
  readonly p99: number;
  readonly lost: number;
  /** Share of a core that the load generator used. */
  readonly loadCpu: number;
}

/** Share of a round's messages that is sent before, so that both sides have run for a moment. */
export const WARM_UP = 0.25;

/** When the messages that count say they were measured; those of the warm-up are before. */
export const MEASURED_FROM = Date.UTC(2026, 1, 1);
