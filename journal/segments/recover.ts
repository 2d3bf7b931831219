import { type FileHandle, open } from 'node:fs/promises';
import { type ErasedKits, spare } from '../bar.ts';
import { decodeBody } from '../codec/decode.ts';
import type { Frame } from '../contract.ts';
import { keepAside } from './keep-aside.ts';
import type { Places } from './places.ts';
import type { Segment } from './segment-log.ts';
import { firstPosition, walk } from './walk.ts';

export interface Recovery {
  /** Oldest first. */
  readonly segments: readonly Readonly<Segment>[];
  /** Frames up to here are passed over. */
  readonly after: number;
  /** The last frame to give. */
  readonly last: number;
  /** What stands before these is barred. */
  readonly erased: ErasedKits;
  readonly log: (words: string) => void;
  /** Where to begin within segments, and what is kept of where reading stopped. */
  readonly places?: Places;
}

/**
 * Reads the frames behind `after`, oldest first, holding 1 MiB or one frame at a time. What cannot be read is said, a
 * damaged segment is kept aside, and reading goes on with the next one. Throws on frames of a later version.
 */
export async function* recoverFrames(recovery: Recovery): AsyncGenerator<Frame> {
  const { segments, after, last, log } = recovery;
  for (const [n, segment] of segments.entries()) {
    const to = Math.min(last, (segments[n + 1]?.first ?? last + 1) - 1);
    if (to <= after || to < segment.first) continue;
    const file = await openSegment(segment.path, log);
    if (file === undefined) continue;
    try {
      yield* readSegment(file, { segment, to, recovery });
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

interface Part {
  readonly segment: Readonly<Segment>;
  readonly to: number;
  readonly recovery: Recovery;
}

/** Gives the frames of one segment up to `to`. */
async function* readSegment(file: FileHandle, { segment, to, recovery }: Part): AsyncGenerator<Frame> {
  const { path, first } = segment;
  const { after, erased, log, places } = recovery;
  const at = (await places?.find(file, first, after)) ?? (await firstPosition(file, first));
  const frames = walk(file, at, to);
  try {
    for (;;) {
      const { done, value } = await frames.next();
      if (done) {
        if (value !== undefined)
          log(`The journal ${value.damage === undefined ? '' : `segment ${path} `}${value.words}`);
        if (value?.damage !== undefined) await keepAside(path, log);
        return;
      }
      if (value.head.seq <= after) continue;
      const frame = decodeBody(value.body, value.head);
      const spared = frame && spare(frame, erased);
      if (spared !== undefined) yield spared;
    }
  } finally {
    await places?.note(file, first, at);
  }
}
