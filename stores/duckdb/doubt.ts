import type { AppendResult, Batch } from '../contract.ts';

/** A commit whose outcome was not seen. */
export interface Doubt {
  readonly number: number;
  readonly batch: Batch;
  readonly result: AppendResult;
}

/** Whether a batch is the one offered before, perhaps put together anew. */
export function isSame(a: Batch, b: Batch): boolean {
  const same = a.watermark === b.watermark && a.rows.length === b.rows.length;
  return same && a.rows.every((row, index) => row === b.rows[index]);
}
