import { diskTrouble, FreeSpace } from './disk-trouble.ts';
import type { Extent, FromThread, GroupMessage, Request, ThreadOptions, ToThread } from './messages.ts';
import { Cursors } from './segments/cursors.ts';
import { Erasures } from './segments/erasures.ts';
import { SegmentLog } from './segments/segment-log.ts';

/** Between two attempts while the disk refuses, ms. */
const RETRY_EVERY = 1000;
/** Between two looks at what is kept for too long, ms. */
const TRIM_EVERY = 3_600_000;
/** The archive gives way when less than this many times the floor is free. */
const ARCHIVE_FLOORS = 8;

type Post = (message: FromThread, transfer?: ArrayBuffer[]) => void;

/** The journal's thread: takes one group at a time, and keeps it and tries again while the disk refuses. */
export class GroupWriter {
  readonly #options: ThreadOptions;
  readonly #post: Post;
  readonly #log: SegmentLog;
  readonly #cursors: Cursors;
  readonly #erasures: Erasures;
  readonly #space: FreeSpace;
  /** Free space that the archive leaves to others. */
  readonly #comfort: FreeSpace;
  readonly #trimming: NodeJS.Timeout;
  #waiting: GroupMessage | undefined;
  #timer: NodeJS.Timeout | undefined;
  #trouble: string | undefined;

  /** Opens the journal and posts `opened`. Throws when the directory cannot be used or a later version wrote it. */
  constructor(options: ThreadOptions, post: Post) {
    const { directory, consumers, segmentBytes, floorBytes } = options;
    this.#options = options;
    this.#post = post;
    const log = (words: string): void => post({ kind: 'log', words });
    this.#log = new SegmentLog(directory, segmentBytes, log);
    this.#cursors = new Cursors(directory, consumers, log);
    this.#erasures = new Erasures(directory, log);
    this.#learnErasures();
    this.#space = new FreeSpace(directory, floorBytes);
    this.#comfort = new FreeSpace(directory, ARCHIVE_FLOORS * floorBytes);
    this.#trim();
    const { last, segments: files } = this.#log;
    const { newest } = this.#cursors;
    const erased = this.#erasures.all();
    const { scrubbed } = this.#erasures;
    const known = { last, newest, files, erased, scrubbed, cursors: this.#cursors.all() };
    post({ kind: 'opened', ...known, ...this.#extent() });
    this.#trimming = setInterval(() => this.#trim(), TRIM_EVERY);
  }

  /** Carries out one message; false when it was the last. */
  take(message: ToThread): boolean {
    switch (message.kind) {
      case 'write':
        this.#waiting = message;
        this.#attempt();
        return true;
      case 'close':
        this.#attempt();
        clearTimeout(this.#timer);
        clearInterval(this.#trimming);
        this.#log.close();
        return false;
      default:
        this.#answer(message);
        return true;
    }
  }

  #answer({ id, ...request }: Request & { readonly id: number }): void {
    this.#carryOut(request);
    const files = request.kind === 'list' ? { files: this.#log.segments } : {};
    this.#post({ kind: 'done', id, ...files, ...this.#extent() });
    if (request.kind === 'release') this.#attempt();
  }

  #carryOut(request: Request): void {
    switch (request.kind) {
      case 'release':
        this.#release(request.consumer, request.seq);
        break;
      case 'rotate':
        this.#try('No new segment could be begun.', () => this.#log.rotate());
        break;
      case 'replace': {
        const { first, draft } = request;
        this.#try('What was erased is still in a segment.', () => this.#log.replace(first, draft));
        break;
      }
      case 'scrubbed':
        this.#erasures.done(request.seq);
        this.#saveErasures();
        break;
      case 'list':
        break;
    }
  }

  /** Writes what waits, if the disk lets it; otherwise says why and comes back. */
  #attempt(): void {
    clearTimeout(this.#timer);
    const group = this.#waiting;
    if (group === undefined) return;
    const words = this.#write(group);
    if (words !== this.#trouble) this.#post({ kind: 'trouble', words });
    this.#trouble = words;
    if (words !== undefined) {
      this.#timer = setTimeout(() => this.#attempt(), RETRY_EVERY);
      return;
    }
    this.#waiting = undefined;
    const { memory, last } = group;
    this.#post({ kind: 'synced', memory, last, ...this.#extent() }, [memory]);
  }

  /** Writes a group; while the disk refuses, the archive makes room for it, one segment after the other. */
  #write(group: GroupMessage): string | undefined {
    for (;;) {
      const words = this.#writeOnce(group);
      if (words === undefined) return this.#written(group);
      if (!this.#makeRoom()) return words;
    }
  }

  /** Deletes the oldest segment of the archive; false where there is none, or it cannot be deleted. */
  #makeRoom(): boolean {
    let made = false;
    this.#try('The archive could not make room.', () => {
      made = this.#log.dropOldest(this.#cursors.lowest);
    });
    return made;
  }

  #writeOnce({ memory, length, first, last }: GroupMessage): string | undefined {
    return refusedBy(() => {
      const scarce = this.#space.trouble();
      if (scarce === undefined) this.#log.write({ bytes: new Uint8Array(memory, 0, length), first, last });
      return scarce;
    });
  }

  #written({ first, erased }: GroupMessage): undefined {
    for (const erasure of erased) this.#erasures.note(erasure);
    const { segments } = this.#log;
    const rotated = segments.length > 1 && segments.at(-1)?.first === first;
    if (rotated || erased.length > 0) this.#saveErasures();
    if (rotated) this.#trim();
  }

  /** Reads from the segments what the file of erasures does not know. */
  #learnErasures(): void {
    const { upTo } = this.#erasures;
    const found = this.#log.erasures(upTo);
    for (const erasure of found) this.#erasures.note(erasure);
    const closed = (this.#log.segments.at(-1)?.first ?? 1) - 1;
    if (upTo < closed || found.length > 0) this.#saveErasures();
  }

  /** A file that could not be written makes the next start read the segments instead. */
  #saveErasures(): void {
    refusedBy(() => {
      this.#erasures.save(this.#log.last);
      return undefined;
    });
  }

  /** Deletes what is kept for too long, is too much, or stands in the way of others on the disk. */
  #trim(): void {
    this.#try('Released segments could not be deleted.', () => {
      const { lowest } = this.#cursors;
      const { keepMs, keepBytes } = this.#options;
      this.#log.trim(lowest, { since: Date.now() - keepMs, bytes: keepBytes });
      while (this.#log.archived(lowest) > 0 && this.#comfort.trouble() !== undefined)
        this.#log.dropOldest(lowest);
      this.#erasures.forgetBefore(this.#log.segments[0]?.first ?? 0);
    });
  }

  /**
   * A full disk may refuse the new cursor file while deleting would make room: so it deletes all the same. An old
   * cursor in the file is harmless, since what it asks for is not needed any more.
   */
  #release(consumer: string, seq: number): void {
    if (!this.#cursors.advance(consumer, seq)) return;
    const save = (): undefined => {
      this.#cursors.save();
    };
    const unsaved = refusedBy(save);
    this.#trim();
    const words = unsaved === undefined ? undefined : refusedBy(save);
    if (words !== undefined)
      this.#post({ kind: 'log', words: `A release was not carried out in full. ${words}` });
  }

  #try(failed: string, work: () => void): void {
    const words = refusedBy(() => {
      work();
      return undefined;
    });
    if (words !== undefined) this.#post({ kind: 'log', words: `${failed} ${words}` });
  }

  #extent(): Extent {
    const { segments } = this.#log;
    const archivedSegments = this.#log.archived(this.#cursors.lowest);
    const sum = (list: typeof segments) => list.reduce((bytes, segment) => bytes + segment.bytes, 0);
    return {
      segments: segments.length - archivedSegments,
      bytes: sum(segments.slice(archivedSegments)),
      archivedSegments,
      archivedBytes: sum(segments.slice(0, archivedSegments)),
    };
  }
}

/** Runs work on the disk; gives its own words or those of the error that stopped it. Bugs are thrown on. */
function refusedBy(work: () => string | undefined): string | undefined {
  try {
    return work();
  } catch (error) {
    const words = diskTrouble(error);
    if (words === undefined) throw error;
    return words;
  }
}
