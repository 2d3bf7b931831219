import type { ReadingStore } from '../stores/contract.ts';
import { type Batch, emptyBatch, take } from './mirror-batch.ts';
import type { MirrorOptions, MirrorState } from './mirror-contract.ts';
import { MirrorMark } from './mirror-mark.ts';
import { Pauses } from './mirror-pauses.ts';

/** The journal consumer that a mirror is. */
export const MIRROR = 'mirror';

/** A batch closes at this many values. */
const POINTS = 10_000;
/** Between two looks for news, ms; and while nothing is written because the mirror is behind. */
const LOOK_EVERY = 250;
const LOOK_BEHIND_EVERY = 1_000;
/** Between two releases of the journal, ms. */
const RELEASE_EVERY = 5_000;
/** Between two tries to open a store, ms: doubled from the first to the last. */
const FIRST_WAIT = 500;
const LAST_WAIT = 10_000;

/** Writes what the journal has into a second store, at that store's own pace, and holds nobody up. */
export class Mirror {
  readonly #options: MirrorOptions;
  readonly #mark: MirrorMark;
  readonly #pauses = new Pauses();
  readonly #running: Promise<void>;
  #store: Promise<ReadingStore> | undefined;
  #cursor: number;
  #released = 0;
  #oldest = Date.now();
  #trouble: string | undefined;
  #failures = 0;
  #refused = 0;
  /** Set while the gap is filled from the other store: nothing is written or released. */
  #refilling = false;
  /** Size of the journal when it was held for a refill, bytes. */
  #held = 0;
  #closing = false;

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#cursor = options.journal.cursor(MIRROR);
    this.#mark = MirrorMark.open(options.mark, options.history);
    this.#running = this.#run();
  }

  state(): MirrorState {
    const lagFrames = Math.max(0, this.#options.journal.state().durable - this.#cursor);
    const behind = this.#mark.behind;
    return {
      lagFrames,
      lagSeconds: lagFrames === 0 ? 0 : Math.max(0, (Date.now() - this.#oldest) / 1000),
      behind: behind && `${behind.why}; since ${new Date(behind.at).toISOString()}`,
      trouble: this.#trouble,
      refused: this.#refused,
    };
  }

  /** Its store, opened where it was not. Rejects while it is away. */
  store(): Promise<ReadingStore> {
    if (this.#store !== undefined) return this.#store;
    const opening = this.#options.open();
    this.#store = opening;
    opening.catch(() => {
      this.#store = undefined;
    });
    return opening;
  }

  /**
   * Where it is behind: holds the journal where it stands, and carries out the erasures that it missed. What stands in the journal
   * before is to be brought by the caller. False where it is not behind.
   */
  async beginRefill(): Promise<boolean> {
    const behind = this.#mark.behind;
    if (behind === undefined) return false;
    if (this.#refilling) throw new Error('The mirror is being refilled.');
    const store = await this.store();
    this.#skip();
    this.#refilling = true;
    this.#held = this.#options.journal.state().bytes;
    try {
      await this.#release();
      for (const kit of this.#mark.behind?.erased ?? []) await store.erase(kit, store.watermark());
      return true;
    } catch (error) {
      this.#refilling = false;
      throw error;
    }
  }

  /** Ends a refill; when it is `complete`, the mirror goes on from where the journal was held. False when it was given up meanwhile. */
  async endRefill(complete: boolean): Promise<boolean> {
    if (!this.#refilling) return false;
    if (complete) {
      const store = await this.store();
      const { retry } = await store.append({ rows: [], late: [], watermark: this.#cursor });
      complete = retry === undefined && this.#refilling;
      if (complete) this.#mark.set(undefined);
    }
    this.#refilling = false;
    return complete;
  }

  /** Waits until it has everything that is on disk now, at most `ms`; false when it has not. */
  async settled(ms: number): Promise<boolean> {
    const { durable } = this.#options.journal.state();
    const end = Date.now() + ms;
    while (this.#cursor < durable && Date.now() < end && !this.#closing) await this.#pauses.wait(50);
    return this.#cursor >= durable;
  }

  /** Stops, and closes its store. The journal has what is not written yet. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#pauses.end();
    await this.#running;
    await this.#release().catch(() => undefined);
    const store = await this.#store?.catch(() => undefined);
    await store?.close();
  }

  async #run(): Promise<void> {
    while (!this.#closing) {
      try {
        await this.#step();
      } catch (error) {
        await this.#failed(String(error instanceof Error ? error.message : error));
      }
    }
  }

  async #step(): Promise<void> {
    const { durable } = this.#options.journal.state();
    if (this.#mark.behind !== undefined) {
      if (this.#refilling) this.#guardRefill();
      else {
        this.#skip();
        await this.#release();
      }
      return this.#pauses.wait(LOOK_BEHIND_EVERY);
    }
    if (this.#cursor < durable) await this.#follow();
    if (Date.now() - this.#released >= RELEASE_EVERY) await this.#release();
    if (!this.#closing && this.#cursor >= durable) await this.#pauses.wait(LOOK_EVERY);
  }

  /** Reads the journal from the cursor on and writes it, batch by batch. */
  async #follow(): Promise<void> {
    const store = await this.store();
    if (store.watermark() < this.#cursor && this.#cursor > 0)
      return this.#fallBehind('its server does not have what it had');
    // Frames that are barred are not given: at the end everything up to here was seen all the same.
    const { durable } = this.#options.journal.state();
    let batch = emptyBatch();
    for await (const frame of this.#options.journal.read(this.#cursor)) {
      if (frame.kind === 'erase') {
        if (!(await this.#deliver(batch))) return;
        batch = emptyBatch();
        await store.erase(frame.kit, frame.seq);
        this.#cursor = frame.seq;
        continue;
      }
      take(batch, frame);
      if (batch.points < POINTS) continue;
      if (!(await this.#deliver(batch))) return;
      batch = emptyBatch();
      if (Date.now() - this.#released >= RELEASE_EVERY) await this.#release();
      if (this.#options.journal.state().segments > 2 && this.#overCap()) return;
    }
    if (await this.#deliver(batch)) this.#cursor = Math.max(this.#cursor, durable);
  }

  /** Writes a batch, however often it takes; false when it gave up because it is closing or fell behind. */
  async #deliver({ rows, watermark, received }: Batch): Promise<boolean> {
    if (watermark === 0) return !this.#closing;
    this.#oldest = received;
    const store = await this.store();
    for (;;) {
      if (this.#closing) return false;
      const { retry, refused = [] } = await store.append({ rows, late: [], watermark });
      if (retry === undefined) {
        this.#went(refused.length, refused[0]?.reason);
        this.#cursor = watermark;
        return true;
      }
      this.#tell(retry.reason);
      if (this.#overCap()) return false;
      await this.#pauses.wait(retry.afterMs);
    }
  }

  #went(refused: number, reason: string | undefined): void {
    this.#tell(undefined);
    this.#failures = 0;
    this.#refused += refused;
    if (refused > 0) this.#options.warn(`the mirror refused ${refused} readings: ${reason}`);
  }

  async #failed(words: string): Promise<void> {
    if (this.#closing) return;
    this.#tell(words);
    this.#failures += 1;
    try {
      this.#overCap();
    } catch (error) {
      // A full disk may refuse the mark; the next try writes it.
      this.#options.warn(`the mirror cannot be marked as behind: ${String(error)}`);
    }
    await this.#pauses.wait(Math.min(LAST_WAIT, FIRST_WAIT * 2 ** Math.min(10, this.#failures - 1)));
  }

  /** Whether more is kept for it than may be; then it is marked as behind. */
  #overCap(): boolean {
    const { bytes } = this.#options.journal.state();
    if (this.#mark.behind !== undefined || bytes <= this.#options.capBytes) return false;
    this.#fallBehind('more was waiting for it than its cap');
    return true;
  }

  #fallBehind(why: string): void {
    this.#mark.set({ why, at: Date.now(), erased: [] });
    this.#options.warn(
      `the mirror is behind: ${why}. The journal is not kept for it any more; fill the gap with "superilla move".`,
    );
  }

  /** A refill that takes too long must not fill the disk. */
  #guardRefill(): void {
    if (this.#options.journal.state().bytes - this.#held <= this.#options.capBytes) return;
    this.#refilling = false;
    this.#options.warn('the refill of the mirror was given up: more was waiting for it than its cap');
  }

  /** Passes over what is in the journal, and notes which kits were erased in it. */
  #skip(): void {
    const { journal } = this.#options;
    const behind = this.#mark.behind;
    const { durable } = journal.state();
    const gone = journal.erasures(this.#cursor).map(({ kit }) => kit);
    if (behind !== undefined && gone.length > 0)
      this.#mark.set({ ...behind, erased: [...new Set([...behind.erased, ...gone])] });
    this.#cursor = Math.max(this.#cursor, durable);
  }

  async #release(): Promise<void> {
    this.#released = Date.now();
    await this.#options.journal.release(MIRROR, this.#cursor);
  }

  #tell(words: string | undefined): void {
    if (words !== undefined && this.#trouble === undefined)
      this.#options.warn(`the mirror does not take readings: ${words}`);
    this.#trouble = words;
  }
}
