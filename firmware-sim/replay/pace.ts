import { setTimeout as sleep } from 'node:timers/promises';

/** Keeps the original spacing of times, divided by `speed`; `max` never waits. */
export class Pace {
  readonly #speed: number | 'max';
  readonly #signal: AbortSignal | undefined;
  #first: { readonly time: number; readonly at: number } | undefined;

  constructor(speed: number | 'max', signal: AbortSignal | undefined) {
    this.#speed = speed;
    this.#signal = signal;
  }

  /** Starts the clock anew with the next time: each file has its own. */
  restart(): void {
    this.#first = undefined;
  }

  /** How long a row of that time, UTC ms, has to wait from now, ms; 0 when it is due. */
  due(time: number): number {
    if (this.#speed === 'max') return 0;
    this.#first ??= { time, at: performance.now() };
    const { time: start, at } = this.#first;
    return Math.max(0, at + (time - start) / this.#speed - performance.now());
  }

  /** Waits so long, or until the signal comes. */
  async wait(ms: number): Promise<void> {
    // Longer timers fire at once (Node, timers: 2^31-1 ms); nobody waits 24 days for a row.
    await sleep(Math.min(ms, 2 ** 31 - 1), undefined, this.#signal && { signal: this.#signal }).catch(
      () => {},
    );
  }
}
