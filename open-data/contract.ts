import type { StoredReading } from '../domain/reading.ts';
import type { Receipt } from '../domain/receipt.ts';

/** Newest values, from memory. */
export interface LatestSource {
  /** Grows with every change: the ETag of answers made from it. */
  version(): number;
  ofKit(kit: string): readonly StoredReading[];
}

export interface ReceiptSource {
  /** Newest first. `raw` shows what was found in the messages. */
  receipts(kit: string, raw: boolean): Receipt[];
}

/** What a live listener is told. */
export type LiveFrame =
  /** Newest reading of each kit, phenomenon and channel since the last frame. */
  | { readonly type: 'readings'; readonly id: number; readonly readings: readonly StoredReading[] }
  /** The feed does not reach back to the id asked for: load anew. */
  | { readonly type: 'reset'; readonly id: number };

export interface LiveSource {
  /**
   * Calls `push` at most once a second with what is new after `lastId` (undefined: from now on).
   * Returns what ends it.
   */
  listen(lastId: number | undefined, push: (frame: LiveFrame) => void): () => void;
}

/** How the house is doing, for /readyz. */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
  /** What an operator should know and does not keep readings from being stored. */
  readonly notes?: readonly string[];
}
