import type { Envelope } from '../domain/envelope.ts';
import { Latest } from '../domain/latest.ts';
import type { Row } from '../domain/reading.ts';
import type { Journal } from '../journal/contract.ts';
import type { Protocol } from '../protocols/contract.ts';
import type { Registry } from '../registry/contract.ts';
import type { AppendResult, ReadingStore } from '../stores/contract.ts';
import { Acceptor } from './acceptor.ts';
import { Accounting } from './accounting.ts';
import { amend } from './amend.ts';
import { Committer } from './committer.ts';
import type { Accounts, FoundBatch, Ingest, ReceiptSink } from './contract.ts';
import { draftOf, fileEnvelope } from './draft.ts';
import { Habits } from './habits.ts';
import { Identifier } from './identify.ts';
import { KitMemory } from './kit-memory.ts';
import { KitStates } from './kit-states.ts';
import { Live } from './live.ts';
import type { Message } from './message.ts';
import { NameResolver } from './names.ts';
import { asideOf, type KeptRaw } from './quarantine.ts';
import { ReceiptPost } from './receipt-post.ts';
import { Receipts } from './receipts.ts';
import { recover } from './recovery.ts';
import { Sorter } from './sorter.ts';

/** The journal consumer that the committer is. */
export const CONSUMER = 'store';

export interface IngestOptions {
  readonly journal: Journal;
  readonly store: ReadingStore;
  readonly registry: Registry;
  readonly protocols: readonly Protocol[];
  readonly sink: ReceiptSink;
  readonly warn: (words: string) => void;
}

/** Ingest with what it keeps in memory for readers. */
export class IngestService implements Ingest {
  readonly latest = new Latest();
  readonly receipts = new Receipts();
  readonly habits = new Habits(Date.now());
  readonly live: Live;
  private readonly accounting = new Accounting();
  private readonly memories = new Map<string, KitMemory>();
  private floors = new Map<string, number>();
  private readonly acceptor: Acceptor;
  private readonly committer: Committer;
  private readonly post: ReceiptPost;
  private readonly identifier: Identifier;
  private readonly sink: ReceiptSink;
  private readonly states: KitStates;
  private readonly journal: Journal;
  private storeTrouble: string | undefined;
  /** Acknowledgements held while too much waits for the store. */
  private parked: (() => void)[] = [];

  private constructor(options: IngestOptions) {
    const { journal, store, registry, protocols, sink, warn } = options;
    this.journal = journal;
    this.live = new Live(journal.state().appended);
    this.post = new ReceiptPost(sink);
    this.identifier = new Identifier(protocols, registry);
    this.sink = sink;
    this.states = new KitStates(registry);
    this.acceptor = new Acceptor({
      identifier: this.identifier,
      sorter: new Sorter(new NameResolver(), (kit, id) => registry.admitName(kit, id)),
      memoryOf: (kit) => this.memoryOf(kit),
      states: this.states,
      fault: (protocol, error) => warn(`decoder ${protocol} failed: ${String(error)}`),
    });
    this.committer = new Committer({
      store,
      prepare: () => this.states.flush(),
      quarantine: (records) => registry.quarantine(records),
      committed: (batch) => this.committed(batch),
      safe: (seq) => journal.release(CONSUMER, seq),
      trouble: (words) => {
        if (words !== undefined && this.storeTrouble === undefined)
          warn(`the store does not take readings: ${words}`);
        this.storeTrouble = words;
      },
    });
  }

  /** Opens the service: brings back the newest values and what the journal has beyond the store. */
  static async open(options: IngestOptions): Promise<IngestService> {
    const service = new IngestService(options);
    for (const reading of await options.store.latest()) service.latest.offerOne(reading);
    service.floors = service.latest.newestTimes();
    const recovered = await recover({
      journal: options.journal,
      watermark: options.store.watermark(),
      memoryOf: (kit) => service.memoryOf(kit),
      latest: service.latest,
      pending: (message, aside) => {
        service.receipts.file(message);
        service.habits.heardBefore(message);
        service.accounting.recover(message.accepted);
        service.committer.add({ kind: 'message', message, aside });
      },
      past: (message) => {
        service.receipts.file(message);
        service.habits.heardBefore(message);
      },
      aside: (message, raw) => asideOf(message, raw, service.identifier),
      decodeAgain: (frame) => service.acceptor.restoreState(frame),
      erase: ({ kit, seq }) =>
        service.committer.add({ kind: 'erase', kit, seq, done: () => service.forget(kit) }),
    });
    service.acceptor.newestArrival = recovered.newestArrival;
    return service;
  }

  accept(envelope: Envelope, foreign: boolean, done: (message: Message) => void): void {
    const message = this.acceptor.take(envelope, foreign);
    message.heldBackMs = envelope.heldBackMs ?? 0;
    if (envelope.received > this.acceptor.newestArrival) this.acceptor.newestArrival = envelope.received;
    this.accounting.enter(message);
    const draft = draftOf(message, envelope);
    message.seq = this.journal.append(draft, () => this.durable(message, envelope, done));
  }

  acceptFound(batch: FoundBatch, done: (message: Message) => void): boolean {
    const message = this.acceptor.takeFound(batch, Date.now());
    if (message === undefined) return false;
    this.accounting.enter(message);
    const envelope = fileEnvelope(message);
    message.seq = this.journal.append(draftOf(message, envelope), () =>
      this.durable(message, envelope, done),
    );
    return true;
  }

  /** The dialect that recognises a message and the identifier it names; empty where there is none. */
  deviceOf(raw: KeptRaw): { dialect: string; device: string } {
    return this.identifier.deviceOf(raw);
  }

  accounts(): Accounts {
    return this.accounting.snapshot();
  }

  trouble(): string | undefined {
    return (
      this.journal.state().stalled ??
      this.storeTrouble ??
      (this.committer.full() ? 'too much waits for the store' : undefined)
    );
  }

  erase(kit: string): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.forget(kit);
        resolve();
      };
      const seq = this.journal.append({ kind: 'erase', received: Date.now(), kit }, () =>
        this.committer.add({ kind: 'erase', kit, seq, done }),
      );
    });
  }

  /**
   * Readings of a kit up to `time` are about to be stored by another way than the journal: what arrives at or before it is compared
   * with the store from now on. Resolves when everything that was judged before is committed.
   */
  expectStored(kit: string, time: number): Promise<void> {
    this.floors.set(kit, Math.max(time, this.floors.get(kit) ?? time));
    this.memories.get(kit)?.recent.raise(time);
    return this.committer.settled();
  }

  settled(): Promise<void> {
    return this.committer.settled();
  }

  async close(): Promise<void> {
    this.post.close();
    this.live.close();
    await this.committer.close();
  }

  /** On disk: the message may be acknowledged, shown and committed. */
  private durable(message: Message, envelope: Envelope, done: (message: Message) => void): void {
    const { rows } = message;
    for (let i = 0; i < rows.length; i++) this.latest.offer(rows[i] as Row);
    this.live.add(message.seq, rows);
    this.receipts.file(message);
    this.habits.heard(message, envelope);
    this.committer.add({ kind: 'message', message, aside: asideOf(message, envelope, this.identifier) });
    this.post.post(message);
    for (const { topic, payload } of message.replies) this.sink.reply(topic, payload);
    if (this.committer.full()) this.parked.push(() => done(message));
    else done(message);
  }

  private committed(batch: {
    messages: readonly Message[];
    rows: readonly Row[];
    result: AppendResult;
  }): void {
    const { messages, rows, result } = batch;
    const { accepted, duplicates, conflicts, refused = [] } = result;
    for (const message of amend(messages, rows, result)) this.post.post(message);
    const [n, m] = [duplicates.length, conflicts.length];
    this.accounting.commit({ accepted, duplicates: n, conflicts: m, refused: refused.length });
    for (const message of messages) {
      this.habits.count(message);
      message.rows = [];
      message.late = undefined;
    }
    if (this.parked.length > 0 && !this.committer.full())
      for (const release of this.parked.splice(0)) release();
  }

  private memoryOf(kit: string): KitMemory {
    let memory = this.memories.get(kit);
    if (memory === undefined) {
      memory = new KitMemory(this.floors.get(kit) ?? Number.NEGATIVE_INFINITY);
      this.memories.set(kit, memory);
    }
    return memory;
  }

  private forget(kit: string): void {
    this.latest.forget(kit);
    this.receipts.forget(kit);
    this.habits.forget(kit);
    this.memories.delete(kit);
    this.floors.delete(kit);
  }
}
