import { constants } from 'node:fs';
import { copyFile, type FileHandle, link, open } from 'node:fs/promises';
import { decodeBody } from '../codec/decode.ts';
import type { Frame } from '../contract.ts';
import { framesStart, HEADER_LENGTH } from './header.ts';
import type { Segment } from './segment-log.ts';
import { Window } from './window.ts';

interface Recovery {
  /** Oldest first. */
  readonly segments: readonly Readonly<Segment>[];
  /** Frames up to here are passed over. */
  readonly after: number;
  /** The last frame to give. */
  readonly last: number;
  readonly log: (words: string) => void;
}

/** The part of a segment that is read: frames `from` to `to`. */
interface Stretch {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly after: number;
  readonly log: (words: string) => void;
}

/**
 * Reads the frames behind `after`, oldest first, holding 1 MiB or one frame at a time. What cannot be read is said, a
 * damaged segment is kept aside, and reading goes on with the next one. Throws on frames of a later version.
 */
export async function* recoverFrames({ segments, after, last, log }: Recovery): AsyncGenerator<Frame> {
  for (const [n, { path, first }] of segments.entries()) {
    const to = (segments[n + 1]?.first ?? last + 1) - 1;
    if (to <= after || to < first) continue;
    const file = await openSegment(path, log);
    if (file === undefined) continue;
    try {
      const why = yield* readStretch(file, { path, from: first, to, after, log });
      if (why === undefined) continue;
      log(why);
      await keepAside(path, log);
    } finally {
      await file.close();
    }
  }
}

async function openSegment(path: string, log: (words: string) => void): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    log(`The journal segment ${path} is gone: its frames are passed over.`);
    return undefined;
  }
}

/** Gives the frames; returns words when the segment is damaged. */
async function* readStretch(
  file: FileHandle,
  { path, from, to, after, log }: Stretch,
): AsyncGenerator<Frame, string | undefined> {
  const header = Buffer.alloc(HEADER_LENGTH);
  const { bytesRead } = await file.read(header, 0, HEADER_LENGTH, 0);
  const start = framesStart(header.subarray(0, bytesRead), from) ?? HEADER_LENGTH;
  const window = new Window();
  for (let expected = from; expected <= to; ) {
    const found = window.next(expected);
    if (found.is === 'frame') {
      expected++;
      if (found.head.seq <= after) continue;
      const frame = decodeBody(found.body, found.head);
      if (frame !== undefined) yield frame;
      continue;
    }
    const end = start + window.passed;
    const lost = `the frames ${expected} to ${to} cannot be read.`;
    if (found.is === 'damaged') return `The journal segment ${path} has ${found.why} at byte ${end}: ${lost}`;
    const { bytesRead: count } = await file.read(window.space(), { position: end + window.left });
    if (count === 0 && window.left > 0)
      return `The journal segment ${path} ends within a frame at byte ${end}: ${lost}`;
    if (count === 0) {
      log(`The journal has no frames ${expected} to ${to}.`);
      return undefined;
    }
    window.filled(count);
  }
  return undefined;
}

/** Gives a damaged segment a second name, so that it outlives its release. Segments before the last are never written. */
async function keepAside(path: string, log: (words: string) => void): Promise<void> {
  const aside = `${path}.damaged`;
  try {
    await link(path, aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') return copyFile(path, aside, constants.COPYFILE_EXCL);
    });
    log(`The damaged segment is kept as ${aside}.`);
  } catch (error) {
    log(`The damaged segment could not be kept as ${aside}: ${String(error)}`);
  }
}
