import { mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { syncDirectory, writeDurably } from './durable-file.ts';
import { HEADER_LENGTH, segmentHeader } from './header.ts';
import { firstSeqOf, segmentName } from './names.ts';
import { SegmentTail } from './segment-tail.ts';
import { settleLastSegment } from './settle.ts';

/** A segment as it stands on disk. */
export interface Segment {
  readonly path: string;
  readonly first: number;
  bytes: number;
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

  /** Opens the directory, makes it where it is missing, and settles the last segment's end. */
  constructor(directory: string, segmentBytes: number, log: (words: string) => void) {
    this.#directory = directory;
    this.#segmentBytes = segmentBytes;
    makeDirectory(resolve(directory));
    for (const name of readdirSync(directory).sort()) {
      const path = join(directory, name);
      const first = firstSeqOf(name);
      if (first !== undefined) this.#segments.push({ path, first, bytes: statSync(path).size });
      else if (name.endsWith('.new')) rmSync(path);
    }
    const active = this.#segments.at(-1);
    if (active === undefined) return;
    const { tail, last } = settleLastSegment(active.path, active.first, log);
    this.#tail = tail;
    this.#last = last;
    active.bytes = tail.end;
  }

  /** The last sequence on disk, 0 for an empty journal. */
  get last(): number {
    return this.#last;
  }

  get segments(): readonly Readonly<Segment>[] {
    return this.#segments;
  }

  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
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
    if (active !== undefined) active.bytes = tail.end;
  }

  /** Deletes the segments that end at or before `seq`; never the one that is written to. */
  deleteUpTo(seq: number): void {
    let deleted = false;
    for (;;) {
      const [oldest, next] = this.#segments;
      if (oldest === undefined || next === undefined || next.first - 1 > seq) break;
      rmSync(oldest.path, { force: true });
      this.#segments.shift();
      deleted = true;
    }
    if (deleted) syncDirectory(this.#directory);
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
    this.#segments.push({ path, first, bytes: HEADER_LENGTH });
    this.#last = first - 1;
    return tail;
  }
}

/** Makes a directory and those above it, so that they survive a loss of power. */
function makeDirectory(directory: string): void {
  const made = mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  for (let path = directory; path.length >= made.length; path = dirname(path)) syncDirectory(dirname(path));
}
