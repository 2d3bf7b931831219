import type { Row } from '../domain/reading.ts';
import type { Quarantined } from '../registry/contract.ts';
import type { AppendResult, ReadingStore } from '../stores/contract.ts';
import type { Message } from './message.ts';

/** A batch closes at this many points, or this many ms after its first. */
const POINTS = 20_000;
const LINGER = 250;
/** Points in memory beyond which acknowledgements are held. */
const FULL = 2_000_000;
/** The store is made safe without the journal after this many points, or this long, ms. */
const CHECKPOINT_POINTS = 2_000_000;
const CHECKPOINT_EVERY = 60_000;

/** One thing to commit, in journal order. */
export type Work =
  | { readonly kind: 'message'; readonly message: Message; readonly aside: Quarantined | undefined }
  | { readonly kind: 'erase'; readonly kit: string; readonly seq: number; readonly done: () => void };

/** What the committer tells the rest of the ingest. */
export interface CommitterPorts {
  readonly store: ReadingStore;
  /** Makes durable what messages left elsewhere, before the journal may forget them. */
  prepare(): Promise<void>;
  quarantine(records: readonly Quarantined[]): Promise<void>;
  /** A batch is in the store. Verdicts refer to `rows`, which came from `messages` in order. */
  committed(batch: { messages: readonly Message[]; rows: readonly Row[]; result: AppendResult }): void;
  /** Everything up to `seq` is safe in the store without the journal. */
  safe(seq: number): Promise<void>;
  /** The store refuses; undefined when it takes writes again. */
  trouble(words: string | undefined): void;
}

/** The rows of a run of messages, with the indices of the late ones among them. */
function unpack(batch: readonly Work[]): {
  messages: Message[];
  rows: Row[];
  late: number[];
  aside: Quarantined[];
  watermark: number;
} {
  const messages: Message[] = [];
  const rows: Row[] = [];
  const late: number[] = [];
  const aside: Quarantined[] = [];
  for (const work of batch) {
    if (work.kind === 'erase') continue;
    const { message } = work;
    if (message.late !== undefined) for (const index of message.late) late.push(rows.length + index);
    for (const row of message.rows) rows.push(row);
    messages.push(message);
    if (work.aside !== undefined) aside.push(work.aside);
  }
  return { messages, rows, late, aside, watermark: messages.at(-1)?.seq ?? 0 };
}

/** Moves what is durable in the journal into the store: in order, in batches, again and again until the store takes it. */
export class Committer {
  private queue: Work[] = [];
  private points = 0;
  private sinceCheckpoint = 0;
  private lastCheckpoint = performance.now();
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closing = false;
  private troubled = false;
  private idle: (() => void)[] = [];
  /** Ends the pause that is under way. */
  private wake: () => void = () => {};
  private readonly ports: CommitterPorts;

  constructor(ports: CommitterPorts) {
    this.ports = ports;
  }

  /** Hands over the next thing. Only what is on disk in the journal may be handed over, in order of its sequence. */
  add(work: Work): void {
    this.queue.push(work);
    if (work.kind === 'message') this.points += work.message.accepted;
    if (work.kind === 'erase' || this.points >= POINTS) this.run();
    else this.timer ??= setTimeout(() => this.run(), LINGER);
  }

  /** Whether so much waits that acknowledgements should be held. */
  full(): boolean {
    return this.points >= FULL;
  }

  /** Resolves when everything handed over so far is committed. */
  settled(): Promise<void> {
    if (this.queue.length === 0 && this.running === undefined) return Promise.resolve();
    this.run();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  /** Commits what waits, makes the store safe, and stops. Gives up waiting for a store that refuses: the journal has it. */
  async close(): Promise<void> {
    this.closing = true;
    this.wake();
    this.run();
    await this.running;
    await this.checkpoint();
  }

  private run(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.running ??= this.drain().finally(() => {
      this.running = undefined;
      if (this.queue.length > 0 && !this.closing) this.timer ??= setTimeout(() => this.run(), LINGER);
      else for (const resolve of this.idle.splice(0)) resolve();
    });
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) {
      const first = this.queue[0] as Work;
      if (first.kind === 'erase') {
        if (!(await this.erase(first))) return;
        this.queue.shift();
      } else if (!(await this.commit(this.take()))) return;
      if (
        this.sinceCheckpoint >= CHECKPOINT_POINTS ||
        performance.now() - this.lastCheckpoint >= CHECKPOINT_EVERY
      )
        await this.checkpoint();
      if (this.queue.length > 0 && this.points < POINTS && !this.closing && this.idle.length === 0) return;
    }
  }

  /** The next batch: messages up to the points of one batch, or to an erasure. */
  private take(): Work[] {
    const batch: Work[] = [];
    let points = 0;
    for (const work of this.queue) {
      if (work.kind === 'erase' || points >= POINTS) break;
      batch.push(work);
      points += work.message.accepted;
    }
    this.queue = this.queue.slice(batch.length);
    this.points -= points;
    return batch;
  }

  /** False when it gave up because the house is closing. */
  private async commit(batch: readonly Work[]): Promise<boolean> {
    const { messages, aside, ...offered } = unpack(batch);
    for (;;) {
      const result = await this.offer(offered, aside);
      if (result.retry === undefined) {
        this.tell(undefined);
        this.sinceCheckpoint += result.accepted;
        this.ports.committed({ messages, rows: offered.rows, result });
        return true;
      }
      this.tell(result.retry.reason);
      if (this.closing) return false;
      await this.pause(result.retry.afterMs);
    }
  }

  private async offer(
    batch: { rows: Row[]; late: number[]; watermark: number },
    aside: readonly Quarantined[],
  ): Promise<AppendResult> {
    try {
      await this.ports.prepare();
      if (aside.length > 0) await this.ports.quarantine(aside);
      return await this.ports.store.append(batch);
    } catch (error) {
      return { accepted: 0, duplicates: [], conflicts: [], retry: { reason: String(error), afterMs: 1000 } };
    }
  }

  /** False when it gave up because the house is closing: what stands behind it in the journal must not be committed before it. */
  private async erase(work: Extract<Work, { kind: 'erase' }>): Promise<boolean> {
    for (;;) {
      try {
        await this.ports.store.erase(work.kit, work.seq);
        this.tell(undefined);
        work.done();
        return true;
      } catch (error) {
        this.tell(`cannot erase kit ${work.kit}: ${String(error)}`);
        if (this.closing) return false;
        await this.pause(1000);
      }
    }
  }

  private async checkpoint(): Promise<void> {
    try {
      await this.ports.safe(await this.ports.store.checkpoint());
      this.tell(undefined);
      this.sinceCheckpoint = 0;
    } catch (error) {
      this.tell(`cannot checkpoint: ${String(error)}`);
    }
    this.lastCheckpoint = performance.now();
  }

  /** Waits; not when the house is closing. */
  private pause(ms: number): Promise<void> {
    if (this.closing) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Tells of trouble, and once that the store does again what it is asked. */
  private tell(words: string | undefined): void {
    if (words === undefined && !this.troubled) return;
    this.troubled = words !== undefined;
    this.ports.trouble(words);
  }
}
