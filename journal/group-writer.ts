import { diskTrouble, FreeSpace } from './disk-trouble.ts';
import type { FromThread, GroupMessage, ThreadOptions, ToThread } from './messages.ts';
import { Cursors } from './segments/cursors.ts';
import { SegmentLog } from './segments/segment-log.ts';

/** Between two attempts while the disk refuses, ms. */
const RETRY_EVERY = 1000;

type Post = (message: FromThread, transfer?: ArrayBuffer[]) => void;

/** The journal's thread: takes one group at a time, and keeps it and tries again while the disk refuses. */
export class GroupWriter {
  readonly #post: Post;
  readonly #log: SegmentLog;
  readonly #cursors: Cursors;
  readonly #space: FreeSpace;
  #waiting: GroupMessage | undefined;
  #timer: NodeJS.Timeout | undefined;
  #trouble: string | undefined;

  /** Opens the journal and posts `opened`. Throws when the directory cannot be used or a later version wrote it. */
  constructor({ directory, consumers, segmentBytes, floorBytes }: ThreadOptions, post: Post) {
    this.#post = post;
    const log = (words: string): void => post({ kind: 'log', words });
    this.#log = new SegmentLog(directory, segmentBytes, log);
    this.#cursors = new Cursors(directory, consumers, log);
    this.#space = new FreeSpace(directory, floorBytes);
    this.#log.deleteUpTo(this.#cursors.lowest);
    const { last, segments } = this.#log;
    const { newest } = this.#cursors;
    post({ kind: 'opened', last, newest, segments, cursors: this.#cursors.all() });
  }

  /** Carries out one message; false when it was the last. */
  take(message: ToThread): boolean {
    switch (message.kind) {
      case 'write':
        this.#waiting = message;
        this.#attempt();
        return true;
      case 'release':
        this.#release(message.consumer, message.seq);
        this.#post({ kind: 'released', id: message.id, ...this.#extent() });
        this.#attempt();
        return true;
      case 'close':
        this.#attempt();
        clearTimeout(this.#timer);
        this.#log.close();
        return false;
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

  #write({ memory, length, first, last }: GroupMessage): string | undefined {
    return refusedBy(() => {
      const scarce = this.#space.trouble();
      if (scarce === undefined) this.#log.write({ bytes: new Uint8Array(memory, 0, length), first, last });
      return scarce;
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
    const undeleted = refusedBy(() => {
      this.#log.deleteUpTo(this.#cursors.lowest);
      return undefined;
    });
    const words = undeleted ?? (unsaved === undefined ? undefined : refusedBy(save));
    if (words !== undefined)
      this.#post({ kind: 'log', words: `A release was not carried out in full. ${words}` });
  }

  #extent(): { segments: number; bytes: number } {
    return { segments: this.#log.segments.length, bytes: this.#log.bytes };
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
