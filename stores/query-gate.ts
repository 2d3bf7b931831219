import { StoreBusyError } from './contract.ts';

/** How many reads may run, how many may wait, and how long. */
export interface GateLimits {
  readonly slots: number;
  readonly queue: number;
  readonly waitMs: number;
  /** What a refused reader is told to wait before it asks again, s. */
  readonly retryAfterS: number;
}

/** Lets a few reads run at once; the others wait their turn, or are refused with `StoreBusyError`. */
export interface QueryGate {
  /**
   * Waits for a slot and gives the function that frees it. `patient` reads are the continuation of one that was let in
   * before: they wait in the same line, but are neither refused nor timed out.
   */
  enter(patient?: boolean): Promise<() => void>;
  /** Runs `read` in a slot. */
  run<T>(read: () => Promise<T>, patient?: boolean): Promise<T>;
  /** Refuses every waiting and later read. */
  close(): void;
  /** Resolves when no read is under way. */
  idle(): Promise<void>;
}

interface Waiter {
  readonly enter: () => void;
  readonly refuse: () => void;
  readonly patient: boolean;
}

const LIMITS: GateLimits = { slots: 2, queue: 32, waitMs: 5000, retryAfterS: 2 };

/** A gate for the reads of one store. */
export function createQueryGate(limits: Partial<GateLimits> = {}): QueryGate {
  const { slots, queue, waitMs, retryAfterS } = { ...LIMITS, ...limits };
  const waiting = new Set<Waiter>();
  const drained: (() => void)[] = [];
  let running = 0;
  let closed = false;

  function leave(): void {
    const [next] = waiting;
    if (next !== undefined) {
      next.enter();
      return;
    }
    running -= 1;
    if (running === 0) for (const done of drained.splice(0)) done();
  }

  function wait(patient: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = (answer: () => void) => () => {
        clearTimeout(timer);
        waiting.delete(waiter);
        answer();
      };
      const busy = give(() => reject(new StoreBusyError(retryAfterS)));
      const timer = patient ? undefined : setTimeout(busy, waitMs);
      const waiter: Waiter = {
        patient,
        enter: give(resolve),
        refuse: give(() => reject(new Error('the store is closed'))),
      };
      waiting.add(waiter);
    });
  }

  async function enter(patient = false): Promise<() => void> {
    if (closed) throw new Error('the store is closed');
    if (running < slots) {
      running += 1;
      return leaveOnce();
    }
    const impatient = [...waiting].filter((waiter) => !waiter.patient).length;
    if (!patient && impatient >= queue) throw new StoreBusyError(retryAfterS);
    await wait(patient);
    return leaveOnce();
  }

  function leaveOnce(): () => void {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  }

  return {
    enter,
    async run(read, patient) {
      const free = await enter(patient);
      try {
        return await read();
      } finally {
        free();
      }
    },
    close() {
      closed = true;
      for (const waiter of [...waiting]) waiter.refuse();
    },
    async idle() {
      if (running > 0) await new Promise<void>((resolve) => drained.push(resolve));
    },
  };
}
