import type { Envelope } from '../domain/envelope.ts';
import type { StoredReading } from '../domain/reading.ts';
import type { Receipt } from '../domain/receipt.ts';

/** Where receipts go while somebody listens. */
export interface ReceiptSink {
  wanted(kit: string): boolean;
  send(kit: string, receipt: Receipt): void;
}

/** One event of the live feed: a message's readings, under its journal sequence. */
export interface LiveEvent {
  readonly id: number;
  readonly readings: readonly StoredReading[];
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

/** The ingest service. */
export interface Ingest {
  /** Takes a message in; `done` is called with its receipt's id once it is on disk. Never throws. */
  accept(envelope: Envelope, foreign: boolean, done: (id: number) => void): void;
  /** The kit's receipts, newest first, at most fifty. With `raw`, what was found in the message is shown. */
  receipts(kit: string, raw: boolean): Receipt[];
  receipt(id: number, kit: string): Receipt | undefined;
  accounts(): Accounts;
  /** Why messages are not being acknowledged or stored; undefined when all is well. */
  trouble(): string | undefined;
  /** Carries out the erasure of a kit; resolves when it is on disk in the store. */
  erase(kit: string): Promise<void>;
  /** Resolves when everything accepted so far is committed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
