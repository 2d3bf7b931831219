import { crc32 } from 'node:zlib';

const MAGIC = Buffer.from('SUPERILJ', 'latin1');
const VERSION = 1;
const CHECKED = 28;

/** Bytes that this version writes before the first frame of a segment. */
export const HEADER_LENGTH = 32;

/** The header of a segment: magic, version, own length, first sequence, checksum (`docs/JOURNAL.md`). */
export function segmentHeader(first: number): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  MAGIC.copy(header);
  header.writeUInt16LE(VERSION, 8);
  header.writeUInt16LE(HEADER_LENGTH, 10);
  header.writeDoubleLE(first, 16);
  header.writeUInt32LE(crc32(header.subarray(0, CHECKED)), CHECKED);
  return header;
}

/**
 * Where the frames of a segment start, by the first 32 bytes of its file; undefined when these are not a whole header
 * of the segment that starts with `first`. Throws when a later version wrote it.
 */
export function framesStart(header: Buffer, first: number): number | undefined {
  if (header.length < HEADER_LENGTH || !header.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (header.readUInt32LE(CHECKED) !== crc32(header.subarray(0, CHECKED))) return undefined;
  const version = header.readUInt16LE(8);
  if (version !== VERSION) {
    throw new Error(
      `A journal segment is of version ${version}; this program reads version ${VERSION}. Start the version of Superilla that wrote it.`,
    );
  }
  return header.readDoubleLE(16) === first ? header.readUInt16LE(10) : undefined;
}
