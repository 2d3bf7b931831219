import { crc32 } from 'node:zlib';
import { readHead } from '../codec/decode.ts';
import { LAYOUT } from '../codec/layout.ts';

/** What stands at a place of a segment. */
export type FrameAt =
  | { readonly is: 'frame'; readonly body: Buffer; readonly head: ReturnType<typeof readHead> }
  /** The frame goes on behind the bytes at hand: so many are needed from its start. */
  | { readonly is: 'short'; readonly needs: number }
  | { readonly is: 'damaged'; readonly why: string };

/**
 * Judges the frame at the start of `bytes`, which must be the one numbered `expected`.
 * Throws when its checksum holds and a later version wrote it.
 */
export function frameAt(bytes: Buffer, expected: number): FrameAt {
  const { framePrefix, bodyHead, bodyMost } = LAYOUT;
  if (bytes.length < framePrefix) return { is: 'short', needs: framePrefix };
  const length = bytes.readUInt32LE(0);
  if (length < bodyHead || length > bodyMost) return { is: 'damaged', why: `a length of ${length} bytes` };
  const needs = framePrefix + length;
  if (bytes.length < needs) return { is: 'short', needs };
  const body = bytes.subarray(framePrefix, needs);
  if (crc32(body) !== bytes.readUInt32LE(4)) return { is: 'damaged', why: 'a checksum that does not hold' };
  const head = readHead(body);
  if (head.seq !== expected) return { is: 'damaged', why: `sequence ${head.seq} where ${expected} was due` };
  return { is: 'frame', body, head };
}
