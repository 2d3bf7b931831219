import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { Draft, Erasure, Frame, JournalState, OpenedJournal } from './contract.ts';
import { lookBack } from './look-back.ts';
import type { Extent, FromThread, ToThread } from './messages.ts';
import { PendingGroup } from './pending-group.ts';
import { Requests } from './requests.ts';
import { Scrubber } from './scrubber.ts';
import { Places } from './segments/places.ts';
import { recoverFrames } from './segments/recover.ts';

type Opened = Extract<FromThread, { kind: 'opened' }>;

interface Parts {
  readonly thread: Worker;
  readonly opened: Opened;
  /** Sequences continue behind this one. */
  readonly last: number;
  /** Unsynced bytes above which the journal calls itself stalled. */
  readonly pendingBytes: number;
  /** Between two removals of what was erased, ms. */
  readonly scrubMs: number;
  readonly log: (words: string) => void;
  readonly onTrouble: (words: string | undefined) => void;
  readonly onDeath: (error: Error) => void;
}

/** The main thread's side: fills one group while the thread syncs another, so that nothing waits longer than one sync. */
export class ThreadedJournal implements OpenedJournal {
  readonly #parts: Parts;
  readonly #cursors: Map<string, number>;
  readonly #requests: Requests;
  /** Kits erased by frames that are on disk, and where. */
  readonly #erased: Map<string, number>;
  readonly #places = new Places();
  readonly #scrubber: Scrubber;
  #filling = new PendingGroup();
  #flying: PendingGroup | undefined;
  readonly #spare = [new PendingGroup(), new PendingGroup()];
  #sendQueued = false;
  #appended: number;
  #durable: number;
  #extent: Extent;
  #stalled: string | undefined;
  #trouble: string | undefined;
  #failure: Error | undefined;
  #closed: Promise<void> | undefined;
  #quiet: (() => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { opened, last, thread, scrubMs: everyMs, log } = parts;
    this.#cursors = new Map(Object.entries(opened.cursors));
    this.#appended = last;
    this.#durable = last;
    this.#extent = opened;
    this.#erased = new Map(opened.erased.map(({ kit, seq }) => [kit, seq]));
    const requests = new Requests((message) => this.#tell(message));
    this.#requests = requests;
    this.#scrubber = new Scrubber({
      requests,
      erased: this.#erased,
      scrubbed: opened.scrubbed,
      everyMs,
      log,
    });
    thread.on('message', (message: FromThread) => this.#hear(message));
    thread.on('error', (error) => this.#fail(error));
    thread.on('exit', () => this.#closed ?? this.#fail(new Error('it ended')));
  }

  append(draft: Draft, durable: () => void): number {
    if (this.#closed !== undefined) throw new Error('The journal is closed.');
    const seq = this.#appended + 1;
    this.#filling.add(draft, seq, durable);
    this.#appended = seq;
    if (this.#flying === undefined && !this.#sendQueued) {
      this.#sendQueued = true;
      queueMicrotask(this.#send);
    }
    if (this.#stalled === undefined && this.#overfull()) this.#judge();
    return seq;
  }

  recover(seq: number): AsyncIterable<Frame> {
    const { opened, log } = this.#parts;
    const { files: segments, last } = opened;
    return recoverFrames({ segments, after: seq, last, erased: this.#erased, log });
  }

  lookBack(seq: number): number {
    return lookBack(this.#parts.opened.files, seq, Date.now());
  }

  read(seq: number): AsyncIterable<Frame> {
    return this.#read(seq, this.#durable);
  }

  erasures(after: number): Erasure[] {
    return [...this.#erased].map(([kit, seq]) => ({ kit, seq })).filter(({ seq }) => seq > after);
  }

  cursor(consumer: string): number {
    const seq = this.#cursors.get(consumer);
    if (seq === undefined) throw new Error(`The journal was opened without a consumer ${consumer}.`);
    return seq;
  }

  async release(consumer: string, seq: number): Promise<void> {
    if (seq <= this.cursor(consumer)) return;
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#closed !== undefined) throw new Error('The journal is closed.');
    this.#cursors.set(consumer, seq);
    await this.#requests.ask({ kind: 'release', consumer, seq });
  }

  state(): JournalState {
    const { segments, bytes, archivedSegments, archivedBytes } = this.#extent;
    return {
      appended: this.#appended,
      durable: this.#durable,
      segments,
      bytes,
      archivedSegments,
      archivedBytes,
      stalled: this.#stalled,
    };
  }

  close(): Promise<void> {
    this.#closed ??= this.#shut();
    return this.#closed;
  }

  async *#read(after: number, last: number): AsyncGenerator<Frame> {
    if (after >= last) return;
    const { files: segments = [] } = await this.#requests.ask({ kind: 'list' });
    const { log } = this.#parts;
    yield* recoverFrames({ segments, after, last, erased: this.#erased, log, places: this.#places });
  }

  readonly #send = (): void => {
    this.#sendQueued = false;
    if (this.#flying !== undefined || this.#filling.count === 0 || this.#failure !== undefined) return;
    const group = this.#filling;
    this.#flying = group;
    this.#filling = this.#spare.pop() ?? new PendingGroup();
    const message = group.depart();
    this.#tell(message, [message.memory]);
  };

  #tell(message: ToThread, transfer: ArrayBuffer[] = []): void {
    this.#parts.thread.postMessage(message, transfer);
  }

  #hear(message: FromThread): void {
    switch (message.kind) {
      case 'synced':
        this.#synced(message);
        break;
      case 'done':
        this.#extent = message;
        this.#requests.answer(message);
        break;
      case 'trouble':
        this.#trouble = message.words;
        this.#judge();
        break;
      case 'log':
        this.#parts.log(message.words);
        break;
      case 'opened':
        break;
    }
  }

  #synced(message: Extract<FromThread, { kind: 'synced' }>): void {
    const group = this.#flying;
    if (group === undefined) return;
    this.#flying = undefined;
    this.#durable = message.last;
    this.#extent = message;
    for (const { kit, seq } of group.erased) this.#erased.set(kit, seq);
    // The next group is on its way to the disk while the callbacks of this one run.
    this.#send();
    group.arrive(message.memory);
    this.#spare.push(group);
    this.#judge();
  }

  /** Stalls at the limit, goes on at half of it. */
  #overfull(): boolean {
    const limit = this.#stalled === undefined ? this.#parts.pendingBytes : this.#parts.pendingBytes / 2;
    return this.#filling.bytes + (this.#flying?.bytes ?? 0) > limit;
  }

  /** Says what stalls the journal, once for every change; a `close` that waits goes on when waiting is of no use. */
  #judge(): void {
    const broken = this.#failure && `The journal's thread has died (${this.#failure.message}).`;
    const behind = this.#overfull()
      ? "The journal's disk is too slow for what arrives: messages wait."
      : undefined;
    const words = broken ?? this.#trouble ?? behind;
    if (words !== this.#stalled) {
      this.#stalled = words;
      this.#parts.onTrouble(words);
    }
    const idle = this.#flying === undefined && this.#filling.count === 0;
    if (idle || this.#trouble !== undefined || this.#failure !== undefined) this.#quiet?.();
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#requests.end(error);
    this.#judge();
    this.#parts.onDeath(error);
  }

  async #shut(): Promise<void> {
    await this.#scrubber.stop();
    this.#send();
    await new Promise<void>((resolve) => {
      this.#quiet = resolve;
      this.#judge();
    });
    if (this.#failure === undefined) {
      const exit = once(this.#parts.thread, 'exit');
      this.#tell({ kind: 'close' });
      await exit;
    }
    this.#requests.end(new Error('The journal is closed.'));
    const lost = this.#filling.count + (this.#flying?.count ?? 0);
    if (lost > 0)
      this.#parts.log(`The journal closed with ${lost} frames unwritten; they were not acknowledged.`);
  }
}
