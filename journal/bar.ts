import type { Frame } from './contract.ts';

/** Where each kit was erased last. */
export type ErasedKits = ReadonlyMap<string, number>;

const NOTHING = new Uint8Array();

/**
 * What an erasure leaves of a frame: nothing of a message of the kit that stands before it, and of another kit's message neither
 * the rows of the erased one nor the payload that holds them. Other frames come back as they are.
 */
export function spare(frame: Frame, erased: ErasedKits): Frame | undefined {
  if (erased.size === 0 || frame.kind !== 'message') return frame;
  const gone = (kit: string): boolean => (erased.get(kit) ?? 0) > frame.seq;
  if (gone(frame.kit)) return undefined;
  if (!frame.rows.some(({ kit }) => gone(kit))) return frame;
  return { ...frame, rows: frame.rows.filter(({ kit }) => !gone(kit)), payload: NOTHING };
}
