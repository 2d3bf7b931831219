import { type FileHandle, open, rm } from 'node:fs/promises';
import { type ErasedKits, spare } from '../bar.ts';
import { decodeBody } from '../codec/decode.ts';
import { encodeFrame, encodeRemoved } from '../codec/encode.ts';
import { GroupBuffer } from '../codec/group-buffer.ts';
import { LAYOUT } from '../codec/layout.ts';
import type { FrameAt } from './frame-at.ts';
import { segmentHeader } from './header.ts';
import { keepAside } from './keep-aside.ts';
import { firstPosition, walk } from './walk.ts';

const CHUNK = 1024 * 1024;

/** A segment that nobody writes to any more: frames `first` to `last`. */
export interface ClosedSegment {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

interface Rewriting {
  readonly erased: ErasedKits;
  readonly log: (words: string) => void;
  /** True when the work should end where it is. */
  readonly stopped: () => boolean;
}

type Found = Extract<FrameAt, { is: 'frame' }>;

/**
 * Writes a segment anew without what was erased, beside it, and syncs it: every sequence keeps its frame, a barred one without
 * content. Gives the new file's path; undefined where nothing in the segment is barred, or the work was stopped.
 */
export async function rewriteSegment(segment: ClosedSegment, work: Rewriting): Promise<string | undefined> {
  const file = await open(segment.path, 'r');
  try {
    if (!(await hasBarred(file, segment, work))) return undefined;
    const draft = `${segment.path}.new`;
    const target = await open(draft, 'w', 0o600);
    try {
      const whole = await copySpared(file, target, { segment, work });
      if (whole) await target.sync();
      if (whole) return draft;
    } finally {
      await target.close();
    }
    await rm(draft, { force: true });
    return undefined;
  } finally {
    await file.close();
  }
}

/** The frame without what is barred: itself where nothing is, undefined where all of it is. */
function spared(found: Found, erased: ErasedKits): ReturnType<typeof decodeBody> | 'as it is' {
  const frame = decodeBody(found.body, found.head);
  if (frame === undefined) return 'as it is';
  const rest = spare(frame, erased);
  return rest === frame ? 'as it is' : rest;
}

async function hasBarred(
  file: FileHandle,
  { first, last }: ClosedSegment,
  { erased, stopped }: Rewriting,
): Promise<boolean> {
  for await (const found of walk(file, await firstPosition(file, first), last)) {
    if (stopped()) return false;
    if (spared(found, erased) !== 'as it is') return true;
  }
  return false;
}

/** False where it was stopped. */
async function copySpared(
  file: FileHandle,
  target: FileHandle,
  { segment, work }: { segment: ClosedSegment; work: Rewriting },
): Promise<boolean> {
  const out = new GroupBuffer();
  const header = segmentHeader(segment.first);
  out.reserve(header.length);
  out.putRaw(header);
  const flush = async (): Promise<void> => {
    await target.write(out.bytes, 0, out.length);
    out.length = 0;
  };
  const frames = walk(file, await firstPosition(file, segment.first), segment.last);
  for (;;) {
    const { done, value } = await frames.next();
    if (done) {
      // What stands behind a damage cannot be read or judged: it goes, after the segment got its second name.
      if (value?.damage !== undefined) await keepAside(segment.path, work.log);
      break;
    }
    if (work.stopped()) return false;
    putSpared(out, value, work.erased);
    if (out.length >= CHUNK) await flush();
  }
  await flush();
  return true;
}

function putSpared(out: GroupBuffer, found: Found, erased: ErasedKits): void {
  const rest = spared(found, erased);
  const { seq } = found.head;
  if (rest === undefined) encodeRemoved(out, seq);
  else if (rest === 'as it is') putWhole(out, found.body);
  else encodeFrame(out, rest, seq);
}

function putWhole(out: GroupBuffer, body: Buffer): void {
  // The length and the checksum stand before the body and are still right.
  const whole = Buffer.from(
    body.buffer,
    body.byteOffset - LAYOUT.framePrefix,
    LAYOUT.framePrefix + body.length,
  );
  out.reserve(whole.length);
  out.putRaw(whole);
}
