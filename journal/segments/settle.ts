import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Erasure } from '../contract.ts';
import { syncDirectory, writeDurably, writeWhole } from './durable-file.ts';
import { HEADER_LENGTH, segmentHeader } from './header.ts';
import { scanSegment } from './scan.ts';
import { SegmentTail } from './segment-tail.ts';

interface Settled {
  readonly tail: SegmentTail;
  /** Last sequence in the segment; one less than its first when it has no frames. */
  readonly last: number;
  /** The erasures in it. */
  readonly erased: readonly Erasure[];
}

/**
 * Opens the last segment of a journal and cuts it behind its last whole frame. Zeros that were written ahead go; anything
 * else that is cut off is said and kept beside it. Then syncs: frames of a process that was killed may stand in the page
 * cache only, and whoever recovers them must not know more than the disk does.
 */
export function settleLastSegment(path: string, first: number, log: (words: string) => void): Settled {
  const fd = openSync(path, 'r+');
  try {
    const size = fstatSync(fd).size;
    const { last, end, why, erased } = scanSegment(fd, size, first);
    const rest = readRest(fd, end, size);
    if (rest.length > 0) {
      log(
        `The journal's last segment ${path} has ${why} at byte ${end}: it ends with sequence ${last} now, ${rest.length} bytes behind are cut off.`,
      );
      keep(`${path}.${end}.damaged`, rest, log);
    }
    if (size > end) ftruncateSync(fd, end);
    if (end < HEADER_LENGTH) writeWhole(fd, segmentHeader(first), 0);
    fdatasyncSync(fd);
    syncDirectory(dirname(path));
    return { tail: new SegmentTail(fd, Math.max(end, HEADER_LENGTH)), last, erased };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** What stands behind `end`, without the zeros at its end. */
function readRest(fd: number, end: number, size: number): Buffer {
  const rest = Buffer.alloc(size - end);
  readSync(fd, rest, 0, rest.length, end);
  let length = rest.length;
  while (length > 0 && rest[length - 1] === 0) length--;
  return rest.subarray(0, length);
}

/** A full disk must not keep the journal from opening: that the copy failed is only said. */
function keep(path: string, bytes: Buffer, log: (words: string) => void): void {
  try {
    writeDurably(path, bytes);
    log(`What was cut off is kept as ${path}.`);
  } catch (error) {
    log(`What was cut off could not be kept as ${path}: ${String(error)}`);
  }
}
