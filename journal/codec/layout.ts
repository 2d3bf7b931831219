/**
 * The numbers of the on-disk format, `docs/JOURNAL.md`. They are final: add kinds and fields behind the known ones,
 * never change what stands here.
 */
export const LAYOUT = {
  /** `u32 length, u32 crc32(body)` before every body. */
  framePrefix: 8,
  /** Version, kind and sequence: the least a body has. */
  bodyHead: 10,
  /** The longest body that is written or believed. */
  bodyMost: 32 * 1024 * 1024,
  frameVersion: 1,
  /** `removed` stands where a message of an erased kit was: a head without anything behind. */
  kinds: { message: 1, erase: 2, removed: 3 },
  /** Indices are the bytes on disk. */
  transports: ['mqtt', 'http', 'serial', 'file'],
  bits: { open: 1, retained: 2, headers: 4 },
  rowBits: { otherKit: 1, otherReceived: 2 },
} as const;
