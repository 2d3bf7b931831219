import { diskTrouble } from './disk-trouble.ts';
import type { Requests } from './requests.ts';
import { rewriteSegment } from './segments/rewrite.ts';
import type { Segment } from './segments/segment-log.ts';

/** At most between the opening and the first run, ms. */
const FIRST = 60_000;

interface ScrubberParts {
  readonly requests: Requests;
  /** Where each kit was erased last. */
  readonly erased: ReadonlyMap<string, number>;
  /** Up to this erasure everything was done before. */
  readonly scrubbed: number;
  /** Between two runs, ms. */
  readonly everyMs: number;
  readonly log: (words: string) => void;
}

/** Takes out of the segments on disk, from time to time, what belongs to kits that were erased. */
export class Scrubber {
  readonly #parts: ScrubberParts;
  #scrubbed: number;
  #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: ScrubberParts) {
    this.#parts = parts;
    this.#scrubbed = parts.scrubbed;
    this.#timer = this.#after(Math.min(FIRST, parts.everyMs));
  }

  /** Ends what is under way, which goes on at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #after(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#running = this.#run().finally(() => {
        this.#running = undefined;
        if (!this.#stopped) this.#timer = this.#after(this.#parts.everyMs);
      });
    }, ms).unref();
  }

  async #run(): Promise<void> {
    const newest = Math.max(0, ...this.#parts.erased.values());
    if (newest <= this.#scrubbed) return;
    try {
      if (!(await this.#scrub(newest))) return;
      this.#scrubbed = newest;
      await this.#parts.requests.ask({ kind: 'scrubbed', seq: newest });
    } catch (error) {
      if (this.#stopped) return;
      const words = diskTrouble(error) ?? String(error);
      this.#parts.log(`What was erased is still in the journal's segments, and is tried again. ${words}`);
    }
  }

  /** True when nothing is left of what was erased up to `newest`. */
  async #scrub(newest: number): Promise<boolean> {
    const { requests } = this.#parts;
    let files = await this.#list();
    if ((files.at(-1)?.first ?? newest) < newest) {
      // The segment that is written to has frames before the erasure: it is closed, so that it can be written anew.
      await requests.ask({ kind: 'rotate' });
      files = await this.#list();
    }
    for (const [n, { path, first }] of files.entries()) {
      const next = files[n + 1];
      if (next === undefined) return first > newest || files.length === 0;
      if (first >= newest || this.#stopped) return !this.#stopped;
      await this.#rewrite({ path, first, last: next.first - 1 });
    }
    return true;
  }

  async #rewrite(segment: { path: string; first: number; last: number }): Promise<void> {
    const { requests, erased, log } = this.#parts;
    const work = { erased, log, stopped: () => this.#stopped };
    const draft = await rewriteSegment(segment, work).catch((error: NodeJS.ErrnoException) => {
      // Released and deleted while it was read.
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (draft !== undefined) await requests.ask({ kind: 'replace', first: segment.first, draft });
  }

  async #list(): Promise<readonly Readonly<Segment>[]> {
    const { files = [] } = await this.#parts.requests.ask({ kind: 'list' });
    return files;
  }
}
