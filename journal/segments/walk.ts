import type { FileHandle } from 'node:fs/promises';
import type { FrameAt } from './frame-at.ts';
import { framesStart, HEADER_LENGTH } from './header.ts';
import { Window } from './window.ts';

/** Where a reader stands in a segment: the frame that is due, and the byte at which it starts. */
export interface Position {
  next: number;
  byte: number;
}

/** The start of a segment. Throws when a later version wrote it. */
export async function firstPosition(file: FileHandle, first: number): Promise<Position> {
  const header = Buffer.alloc(HEADER_LENGTH);
  const { bytesRead } = await file.read(header, 0, HEADER_LENGTH, 0);
  return { next: first, byte: framesStart(header.subarray(0, bytesRead), first) ?? HEADER_LENGTH };
}

/** Why a walk ended before the frame it was to reach. */
export interface Ending {
  /** What is wrong with the segment; undefined where its frames just end. */
  readonly damage: string | undefined;
  readonly words: string;
}

/**
 * Gives the frames from `at` to the one numbered `to`, and moves `at` behind each before it is given. Bodies are good until the
 * next one is asked for. Throws on frames of a later version.
 */
export async function* walk(
  file: FileHandle,
  at: Position,
  to: number,
): AsyncGenerator<Extract<FrameAt, { is: 'frame' }>, Ending | undefined> {
  const window = new Window();
  const start = at.byte;
  while (at.next <= to) {
    const found = window.next(at.next);
    at.byte = start + window.passed;
    if (found.is === 'frame') {
      at.next++;
      yield found;
      continue;
    }
    const lost = `the frames ${at.next} to ${to} cannot be read.`;
    if (found.is === 'damaged')
      return { damage: found.why, words: `has ${found.why} at byte ${at.byte}: ${lost}` };
    const { bytesRead } = await file.read(window.space(), { position: at.byte + window.left });
    if (bytesRead === 0 && window.left > 0)
      return { damage: 'a torn end', words: `ends within a frame at byte ${at.byte}: ${lost}` };
    if (bytesRead === 0) return { damage: undefined, words: `has no frames ${at.next} to ${to}.` };
    window.filled(bytesRead);
  }
  return undefined;
}
