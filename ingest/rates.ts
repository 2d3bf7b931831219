/** What one sender may send. A rate of 0 is no limit. */
export interface Rates {
  readonly messages: number;
  /** Messages that may come at once, before the rate counts. */
  readonly messageBurst: number;
  readonly bytes: number;
  readonly byteBurst: number;
}

/** What is left of a sender's rate, in messages. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until all of it is back. */
  readonly resetSeconds: number;
}

/** Senders whose counts are kept; the one longest without a new connection or request gives way. */
const MOST_SENDERS = 20_000;

/** A bucket that fills with time. It may be overdrawn by one burst: what came is counted after the fact. */
class Bucket {
  readonly #perMs: number;
  readonly #burst: number;
  #left: number;
  #at = 0;

  constructor(perSecond: number, burst: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#left = burst;
  }

  /** What is in it; a clock that went back fills nothing. */
  left(now: number): number {
    const passed = Math.max(0, now - this.#at);
    this.#at = now;
    this.#left = Math.min(this.#burst, this.#left + passed * this.#perMs);
    return this.#left;
  }

  take(amount: number, now: number): void {
    this.#left = Math.max(-this.#burst, this.left(now) - amount);
  }

  /** Milliseconds until `amount` is in it. */
  until(amount: number, now: number): number {
    if (this.#perMs === 0) return 0;
    return Math.max(0, Math.ceil((amount - this.left(now)) / this.#perMs));
  }
}

/** The rate of one sender, over all doors it comes through. */
export class SenderMeter {
  readonly #messages: Bucket;
  readonly #bytes: Bucket;
  readonly #burst: number;
  readonly #over: () => void;

  constructor(rates: Rates, over: () => void) {
    this.#messages = new Bucket(rates.messages, rates.messageBurst);
    this.#bytes = new Bucket(rates.bytes, rates.byteBurst);
    this.#burst = rates.messageBurst;
    this.#over = over;
  }

  /** Counts a message that was taken; the milliseconds for which its sender is to be held back, 0 within the rate. */
  spend(bytes: number, now: number): number {
    this.#messages.take(1, now);
    this.#bytes.take(bytes, now);
    const wait = this.#wait(0, now);
    if (wait > 0) this.#over();
    return wait;
  }

  /** Counts a message only where it is within the rate (0); otherwise the milliseconds after which it would be. */
  ask(bytes: number, now: number): number {
    const wait = this.#wait(1, now);
    if (wait > 0) this.#over();
    else {
      this.#messages.take(1, now);
      this.#bytes.take(bytes, now);
    }
    return wait;
  }

  allowance(now: number): Allowance {
    return {
      limit: this.#burst,
      remaining: Math.max(0, Math.floor(this.#messages.left(now))),
      resetSeconds: Math.ceil(this.#messages.until(this.#burst, now) / 1000),
    };
  }

  #wait(messages: number, now: number): number {
    return Math.max(this.#messages.until(messages, now), this.#bytes.until(0, now));
  }
}

/** How fast senders may send, each for itself. */
export class SenderRates {
  readonly #rates: Rates;
  readonly #meters = new Map<string, SenderMeter>();
  #limited = 0;

  constructor(rates: Rates) {
    this.#rates = rates;
  }

  /** Messages after which a sender was held back, and requests that were put off, since the start. */
  get limited(): number {
    return this.#limited;
  }

  /** What counts the messages of `sender` (`kit/<id>`, `open/<address>`); undefined where nothing is limited. */
  of(sender: string): SenderMeter | undefined {
    if (this.#rates.messages === 0 && this.#rates.bytes === 0) return undefined;
    const known = this.#meters.get(sender);
    const meter =
      known ??
      new SenderMeter(this.#rates, () => {
        this.#limited += 1;
      });
    this.#meters.delete(sender);
    this.#meters.set(sender, meter);
    const [longest] = this.#meters.keys();
    if (this.#meters.size > MOST_SENDERS && longest !== undefined) this.#meters.delete(longest);
    return meter;
  }
}
