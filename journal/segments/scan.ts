import { readSync } from 'node:fs';
import { decodeBody } from '../codec/decode.ts';
import { LAYOUT } from '../codec/layout.ts';
import type { Erasure } from '../contract.ts';
import { framesStart, HEADER_LENGTH } from './header.ts';
import { Window } from './window.ts';

/** How far a segment can be trusted. */
interface Scanned {
  /** The last whole frame's sequence; one less than `first` when there is none. */
  readonly last: number;
  /** The byte behind it. */
  readonly end: number;
  /** What is wrong behind `end`; undefined when the file ends there. */
  readonly why: string | undefined;
  /** The erasures in it. */
  readonly erased: readonly Erasure[];
}

/** Reads a segment of `size` bytes from its start to the last whole frame. Throws on frames of a later version. */
export function scanSegment(fd: number, size: number, first: number): Scanned {
  const header = Buffer.alloc(Math.min(HEADER_LENGTH, size));
  readSync(fd, header, 0, header.length, 0);
  const start = framesStart(header, first) ?? HEADER_LENGTH;
  if (size < start) return { last: first - 1, end: 0, why: 'no whole header', erased: [] };
  const erased: Erasure[] = [];
  const window = new Window();
  let expected = first;
  for (;;) {
    const found = window.next(expected);
    if (found.is === 'frame') {
      expected++;
      if (found.head.kind === LAYOUT.kinds.erase) {
        const frame = decodeBody(found.body, found.head);
        if (frame?.kind === 'erase') erased.push({ kit: frame.kit, seq: frame.seq });
      }
      continue;
    }
    const end = start + window.passed;
    if (found.is === 'damaged') return { last: expected - 1, end, why: found.why, erased };
    const space = window.space();
    const at = end + window.left;
    const count = readSync(fd, space, 0, Math.min(space.length, size - at), at);
    if (count === 0) {
      const why = window.left > 0 ? 'a frame without an end' : undefined;
      return { last: expected - 1, end, why, erased };
    }
    window.filled(count);
  }
}
