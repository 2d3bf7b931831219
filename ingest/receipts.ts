import type { Receipt } from '../domain/receipt.ts';
import type { Message } from './message.ts';
import { receiptOf } from './receipt-words.ts';

/** Receipts kept a kit. */
const KEPT = 50;

/** The last fifty receipts of every kit, as counters: their words are made when somebody reads them. */
export class Receipts {
  private readonly byKit = new Map<string, Message[]>();

  /** Files a message under its kit. Messages of unknown senders have no shelf. */
  file(message: Message): void {
    if (message.kit === '') return;
    const shelf = this.byKit.get(message.kit);
    if (shelf === undefined) this.byKit.set(message.kit, [message]);
    else {
      shelf.push(message);
      // Trimmed in strides: shifting an array for every message costs more than 50 spare entries.
      if (shelf.length >= KEPT * 2) shelf.splice(0, shelf.length - KEPT);
    }
  }

  /** Newest first, at most fifty. With `raw` they show what was found in the messages. */
  of(kit: string, raw: boolean): Receipt[] {
    const shelf = this.byKit.get(kit) ?? [];
    return shelf
      .slice(-KEPT)
      .reverse()
      .map((message) => receiptOf(message, raw));
  }

  forget(kit: string): void {
    this.byKit.delete(kit);
  }
}
