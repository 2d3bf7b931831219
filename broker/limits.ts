/** What a stranger, or a kit gone wrong, can take of this broker. Every bound is per broker process. */
export interface BrokerLimits {
  /** Connections open at once, all listeners together; one more is closed unheard. */
  readonly maxConnections: number;
  /** Connections that one address (an IPv6 /64 counts as one) may open per window; loopback is exempt, 0 switches it off. */
  readonly connectsPerAddress: number;
  readonly connectWindowMs: number;
  /** Time a socket has to send its CONNECT. */
  readonly connectTimeoutMs: number;
  /** Time a subscriber has to take what stands in its socket before it is closed. */
  readonly drainTimeoutMs: number;
  /** Remaining length of any packet, MQTT 3.1.1 §2.2.3. */
  readonly maxPacketBytes: number;
  /** Remaining length of a packet before the client is authenticated. */
  readonly maxConnectBytes: number;
  /** Bytes of one WebSocket message, which may carry several packets [MQTT-6.0.0-2]; a larger one closes the connection. */
  readonly maxWebSocketMessageBytes: number;
  /** Bytes of a will's payload; a larger will is dropped, the client is let in. */
  readonly maxWillBytes: number;
  /** UTF-8 bytes of a client id, MQTT 3.1.1 §3.1.3.1; longer is refused with return code 2. */
  readonly maxClientIdBytes: number;
  /** Levels of a topic or filter; a deeper one closes the connection. */
  readonly maxTopicLevels: number;
  /** Subscriptions of one client; more are refused with SUBACK 0x80. */
  readonly maxSubscriptions: number;
  /** Messages of one client handed on and not finished at which reading from it pauses. */
  readonly maxHeld: number;
  /** Memory of all unfinished messages together (4 KiB each and their payloads) at which each client may have only one. */
  readonly maxHeldBytesTogether: number;
  /** Messages of one client not finished at which it is closed, after pausing did not help. */
  readonly maxHeldBeyondPause: number;
  /** Longest pause; half the client's keepalive when that is shorter. */
  readonly maxPauseMs: number;
  /** QoS 2 messages of one client that wait for their PUBREL. */
  readonly maxAwaitingRelease: number;
  /** Sessions (clean session 0) remembered per kit, or per address on the open listener; the oldest gives way. */
  readonly sessionsPerOwner: number;
  /** Kits and addresses whose sessions are remembered; the oldest gives way. */
  readonly sessionOwners: number;
  /** Time that held acknowledgements have to finish when the broker closes. */
  readonly closeGraceMs: number;
}

/** The limits of a broker that was given no others. */
export const DEFAULT_LIMITS: BrokerLimits = {
  maxConnections: 12_000,
  connectsPerAddress: 300,
  connectWindowMs: 10_000,
  connectTimeoutMs: 10_000,
  drainTimeoutMs: 10_000,
  maxPacketBytes: 65_536,
  maxConnectBytes: 8_192,
  maxWebSocketMessageBytes: 262_144,
  maxWillBytes: 4_096,
  maxClientIdBytes: 256,
  maxTopicLevels: 16,
  maxSubscriptions: 32,
  maxHeld: 100,
  maxHeldBytesTogether: 268_435_456,
  maxHeldBeyondPause: 1_000,
  maxPauseMs: 5_000,
  maxAwaitingRelease: 1_000,
  sessionsPerOwner: 8,
  sessionOwners: 12_000,
  closeGraceMs: 2_000,
};
