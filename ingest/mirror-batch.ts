import type { Row } from '../domain/reading.ts';
import type { Frame } from '../journal/contract.ts';

/** What is written to a mirror together. */
export interface Batch {
  readonly rows: Row[];
  points: number;
  watermark: number;
  /** Arrival of its first frame, UTC ms. */
  received: number;
}

/** A batch without anything. */
export function emptyBatch(): Batch {
  return { rows: [], points: 0, watermark: 0, received: 0 };
}

/** Adds a message. */
export function take(batch: Batch, frame: Extract<Frame, { kind: 'message' }>): void {
  if (batch.watermark === 0) batch.received = frame.received;
  for (const row of frame.rows) {
    batch.rows.push(row);
    batch.points += row.values.length;
  }
  batch.watermark = frame.seq;
}
