import type { FromThread, Request, ToThread } from './messages.ts';

type Done = Extract<FromThread, { kind: 'done' }>;

interface Waiting {
  readonly resolve: (answer: Done) => void;
  readonly reject: (error: Error) => void;
}

/** What was asked of the journal's thread and is not answered yet. */
export class Requests {
  readonly #tell: (message: ToThread) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #over: Error | undefined;

  constructor(tell: (message: ToThread) => void) {
    this.#tell = tell;
  }

  /** Resolves with the answer; rejects once the thread answers no more. */
  ask(request: Request): Promise<Done> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#tell({ ...request, id });
    });
  }

  answer(answer: Done): void {
    this.#waiting.get(answer.id)?.resolve(answer);
    this.#waiting.delete(answer.id);
  }

  /** From now on nothing is answered. */
  end(error: Error): void {
    this.#over ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#over);
    this.#waiting.clear();
  }
}
