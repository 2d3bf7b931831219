/** Bounds of the live stream. */
export interface LiveLimits {
  /** Listeners at once. */
  readonly listeners: number;
  /** A comment keeps proxies from closing a quiet stream. */
  readonly heartbeatMs: number;
  /** A listener that takes nothing for so long is dropped. */
  readonly stallMs: number;
  /** A listener with more bytes waiting is dropped. */
  readonly waitingBytes: number;
}

export const LIVE_LIMITS: LiveLimits = {
  listeners: 500,
  heartbeatMs: 15_000,
  stallMs: 5_000,
  waitingBytes: 1024 * 1024,
};
