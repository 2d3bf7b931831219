import { StoreBusyError } from './contract.ts';

/** How many reads may run, how many may wait, and how long. */
interface GateLimits {
  readonly slots: number;
  readonly queue: number;
  readonly waitMs: number;
  /** What a refused reader is told to wait before it asks again, s. */
  readonly retryAfterS: number;
}

interface Waiter {
  readonly enter: () => void;
  readonly refuse: () => void;
  readonly patient: boolean;
}

const LIMITS: GateLimits = { slots: 2, queue: 32, waitMs: 5000, retryAfterS: 2 };

/** Lets a few reads of a store run at once; the others wait their turn, or are refused with `StoreBusyError`. */
export class QueryGate {
  readonly #limits: GateLimits;
  readonly #waiting = new Set<Waiter>();
  #running = 0;
  #closed = false;

  constructor(limits: Partial<GateLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * Waits for a slot and gives the function that frees it. `patient` reads are the continuation of one that was let in
   * before: they wait in the same line, but are neither refused nor timed out.
   */
  async enter(patient = false): Promise<() => void> {
    if (this.#closed) throw new Error('the store is closed');
    const { slots, queue, retryAfterS } = this.#limits;
    if (this.#running < slots) {
      this.#running += 1;
      return this.#leaveOnce();
    }
    const impatient = [...this.#waiting].filter((waiter) => !waiter.patient).length;
    if (!patient && impatient >= queue) throw new StoreBusyError(retryAfterS);
    await this.#wait(patient);
    return this.#leaveOnce();
  }

  /** Runs `read` in a slot. */
  async run<T>(read: () => Promise<T>, patient = false): Promise<T> {
    const leave = await this.enter(patient);
    try {
      return await read();
    } finally {
      leave();
    }
  }

  /** Refuses every waiting and later read. */
  close(): void {
    this.#closed = true;
    for (const waiter of [...this.#waiting]) waiter.refuse();
  }

  #wait(patient: boolean): Promise<void> {
    const { waitMs, retryAfterS } = this.#limits;
    return new Promise((resolve, reject) => {
      const give = (answer: () => void) => () => {
        clearTimeout(timer);
        this.#waiting.delete(waiter);
        answer();
      };
      const busy = give(() => reject(new StoreBusyError(retryAfterS)));
      const timer = patient ? undefined : setTimeout(busy, waitMs);
      const waiter: Waiter = {
        patient,
        enter: give(resolve),
        refuse: give(() => reject(new Error('the store is closed'))),
      };
      this.#waiting.add(waiter);
    });
  }

  /** A slot passes straight to the one who waits longest. */
  #leaveOnce(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const [next] = this.#waiting;
      if (next === undefined) this.#running -= 1;
      else next.enter();
    };
  }
}
