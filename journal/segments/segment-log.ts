import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Erasure } from '../contract.ts';
import { syncDirectory, writeDurably } from './durable-file.ts';
import { HEADER_LENGTH, segmentHeader } from './header.ts';
import { firstSeqOf, segmentName } from './names.ts';
import { scanSegment } from './scan.ts';
import { SegmentTail } from './segment-tail.ts';
import { settleLastSegment } from './settle.ts';

/** A segment as it stands on disk. */
export interface Segment {
  readonly path: string;
  readonly first: number;
  bytes: number;
  /** When it was written to last, UTC ms. */
  written: number;
}

/** How much is kept of what nobody needs any more. */
export interface Keep {
  /** Segments written to last before this time go, UTC ms. */
  readonly since: number;
  /** The oldest go while they are more than this together. */
  readonly bytes: number;
}

/** Encoded frames with successive sequences. */
interface Group {
  readonly bytes: Uint8Array;
  readonly first: number;
  readonly last: number;
}

/** The segments of one directory: written at the end of the last, deleted from the first. All calls block. */
export class SegmentLog {
  readonly #directory: string;
  readonly #segmentBytes: number;
  readonly #segments: Segment[] = [];
  #tail: SegmentTail | undefined;
  #last = 0;
  readonly #erasedInLast: readonly Erasure[] = [];

  /** Opens the directory, makes it where it is missing, and settles the last segment's end. */
  constructor(directory: string, segmentBytes: number, log: (words: string) => void) {
    this.#directory = directory;
    this.#segmentBytes = segmentBytes;
    makeDirectory(resolve(directory));
    for (const name of readdirSync(directory).sort()) {
      const path = join(directory, name);
      const first = firstSeqOf(name);
      if (first !== undefined) this.#segments.push({ path, first, ...measured(path) });
      else if (name.endsWith('.new')) rmSync(path);
    }
    const active = this.#segments.at(-1);
    if (active === undefined) return;
    const { tail, last, erased } = settleLastSegment(active.path, active.first, log);
    this.#tail = tail;
    this.#last = last;
    this.#erasedInLast = erased;
    active.bytes = tail.end;
  }

  /** The last sequence on disk, 0 for an empty journal. */
  get last(): number {
    return this.#last;
  }

  get segments(): readonly Readonly<Segment>[] {
    return this.#segments;
  }

  /** The erasures behind `seq` when the directory was opened: read from the segments that have frames there. */
  erasures(seq: number): Erasure[] {
    const found = [...this.#erasedInLast];
    for (const [n, { path, first, bytes }] of this.#segments.entries()) {
      const next = this.#segments[n + 1];
      if (next === undefined || next.first - 1 <= seq) continue;
      const fd = openSync(path, 'r');
      try {
        found.push(...scanSegment(fd, bytes, first).erased);
      } finally {
        closeSync(fd);
      }
    }
    return found;
  }

  /** How many of the segments end at or before `seq`; the one that is written to is none of them. */
  archived(seq: number): number {
    const needed = this.#segments.findIndex((_, n) => {
      const next = this.#segments[n + 1];
      return next === undefined || next.first - 1 > seq;
    });
    return Math.max(0, needed);
  }

  /**
   * Writes a group and syncs it. Throws what the file system throws; the journal then ends where it did before, and the
   * same group may be written again.
   */
  write({ bytes, first, last }: Group): void {
    const tail = this.#tailFor(bytes.length, first);
    tail.write(bytes);
    this.#last = last;
    const active = this.#segments.at(-1);
    if (active === undefined) return;
    active.bytes = tail.end;
    active.written = Date.now();
  }

  /** Deletes what is not to be kept of the segments that end at or before `seq`; never the one that is written to. */
  trim(seq: number, { since, bytes }: Keep): void {
    const archive = this.#segments.slice(0, this.archived(seq));
    let held = archive.reduce((sum, segment) => sum + segment.bytes, 0);
    let gone = 0;
    for (const segment of archive) {
      if (held <= bytes && segment.written >= since) break;
      rmSync(segment.path, { force: true });
      this.#segments.shift();
      held -= segment.bytes;
      gone += 1;
    }
    if (gone > 0) syncDirectory(this.#directory);
  }

  /** Deletes the oldest segment, if it ends at or before `seq`; false where there is none. */
  dropOldest(seq: number): boolean {
    const [oldest] = this.#segments;
    if (oldest === undefined || this.archived(seq) === 0) return false;
    rmSync(oldest.path, { force: true });
    this.#segments.shift();
    syncDirectory(this.#directory);
    return true;
  }

  /** Begins a new segment, unless the last one has no frames. */
  rotate(): void {
    if (this.#tail !== undefined && this.#tail.end > HEADER_LENGTH) this.#rotate(this.#last + 1);
  }

  /** Puts a synced file in the place of a closed segment that is still there; otherwise deletes it. */
  replace(first: number, draft: string): void {
    const segment = this.#segments.slice(0, -1).find((one) => one.first === first);
    if (segment === undefined) {
      rmSync(draft, { force: true });
      return;
    }
    utimesSync(draft, segment.written / 1000, segment.written / 1000);
    renameSync(draft, segment.path);
    syncDirectory(this.#directory);
    segment.bytes = statSync(segment.path).size;
  }

  close(): void {
    this.#tail?.close();
    this.#tail = undefined;
  }

  /** The end of the last segment; that of a new one where the group would outgrow it, or does not follow it. */
  #tailFor(length: number, first: number): SegmentTail {
    const tail = this.#tail;
    if (tail === undefined || first !== this.#last + 1) return this.#rotate(first);
    const fits = tail.end + length <= this.#segmentBytes || tail.end === HEADER_LENGTH;
    return fits ? tail : this.#rotate(first);
  }

  #rotate(first: number): SegmentTail {
    const path = join(this.#directory, segmentName(first));
    writeDurably(path, segmentHeader(first));
    const tail = new SegmentTail(openSync(path, 'r+'), HEADER_LENGTH);
    this.#tail?.close();
    this.#tail = tail;
    this.#segments.push({ path, first, bytes: HEADER_LENGTH, written: Date.now() });
    this.#last = first - 1;
    return tail;
  }
}

function measured(path: string): Pick<Segment, 'bytes' | 'written'> {
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, written: mtimeMs };
}

/** Makes a directory and those above it, so that they survive a loss of power. */
function makeDirectory(directory: string): void {
  const made = mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  for (let path = directory; path.length >= made.length; path = dirname(path)) syncDirectory(dirname(path));
}
