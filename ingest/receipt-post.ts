import type { ReceiptSink } from './contract.ts';
import type { Message } from './message.ts';
import { receiptOf, summed } from './receipt-words.ts';

/** Receipts published one by one for a kit within a second; the rest of the second is summed into one. */
const A_SECOND = 10;
/** Messages summed at most; beyond it only their number would grow, so the oldest are summed at once. */
const SUMMED = 1000;

/** Publishes receipts to kits that listen, at most ten a second each, then summed. */
export class ReceiptPost {
  private readonly sink: ReceiptSink;
  private readonly sentThisSecond = new Map<string, number>();
  private readonly waiting = new Map<string, Message[]>();
  private readonly timer: NodeJS.Timeout;

  constructor(sink: ReceiptSink) {
    this.sink = sink;
    this.timer = setInterval(() => this.nextSecond(), 1000);
    this.timer.unref();
  }

  /** Tells the kit of a message, if it listens. */
  post(message: Message): void {
    if (message.kit === '' || !this.sink.wanted(message.kit)) return;
    const sent = this.sentThisSecond.get(message.kit) ?? 0;
    if (sent < A_SECOND) {
      this.sentThisSecond.set(message.kit, sent + 1);
      this.sink.send(message.kit, receiptOf(message, true));
      return;
    }
    const queue = this.waiting.get(message.kit);
    if (queue === undefined) this.waiting.set(message.kit, [message]);
    else {
      queue.push(message);
      if (queue.length >= SUMMED) this.sendSum(message.kit, queue);
    }
  }

  close(): void {
    clearInterval(this.timer);
    this.nextSecond();
  }

  private nextSecond(): void {
    this.sentThisSecond.clear();
    for (const [kit, messages] of this.waiting) this.sendSum(kit, messages);
    this.waiting.clear();
  }

  private sendSum(kit: string, messages: Message[]): void {
    const receipt = summed(messages);
    messages.length = 0;
    if (receipt !== undefined) this.sink.send(kit, receipt);
  }
}
