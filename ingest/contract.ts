import type { Envelope } from '../domain/envelope.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Found } from '../protocols/contract.ts';
import type { Message } from './message.ts';

/** Where receipts go while somebody listens. */
export interface ReceiptSink {
  wanted(kit: string): boolean;
  send(kit: string, receipt: Receipt): void;
  /** Says something to a device on a topic that its dialect has it listen to. */
  reply(topic: string, payload: Buffer): void;
}

/** The counters of the accounting identity: received + recovered = stored + rejected + duplicate + quarantined + pending. */
export interface Accounts {
  readonly received: number;
  readonly recovered: number;
  readonly stored: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly quarantined: number;
  readonly pending: number;
}

/** Readings that come from a file and not in a kit's message. */
export interface FoundBatch {
  readonly kit: string;
  /** What the receipt names as their topic: `upload/<file>`. */
  readonly topic: string;
  /** Reader of the file. */
  readonly decoder: string;
  /** At most 2,500, each with its time; `path` says the line. */
  readonly found: readonly Found[];
  readonly refused: readonly Refusal[];
  readonly missing: number;
}

/** The ingest service. */
export interface Ingest {
  /** Takes a message in; `done` is called once it is on disk. `foreign`: the topic is not the sender's to use. Never throws. */
  accept(envelope: Envelope, foreign: boolean, done: (message: Message) => void): void;
  /** Takes readings of a registered kit in from a file, as `accept` does. False where there is no such kit. */
  acceptFound(batch: FoundBatch, done: (message: Message) => void): boolean;
  accounts(): Accounts;
  /** Why messages are not being acknowledged or stored; undefined when all is well. */
  trouble(): string | undefined;
  /** Erases every reading of a kit; resolves when the store has done it. */
  erase(kit: string): Promise<void>;
  /** Resolves when everything accepted so far is committed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
