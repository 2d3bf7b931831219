import { Readable } from 'node:stream';
import type { StoredReading } from '../../domain/reading.ts';
import type { ExportWriter } from './writer.ts';

/** Bytes written ahead of a reader; more is not asked of the store. */
const AHEAD = 256 * 1024;

/** The first chunk of a scan has been read (so that refusals come as problems); the rest is still in the store. */
export interface StartedScan {
  readonly first: IteratorResult<StoredReading[], unknown>;
  readonly rest: AsyncIterator<StoredReading[]>;
}

/** Starts a scan. Rejects as the store does, with nothing left open. */
export async function startScan(scan: AsyncIterable<StoredReading[]>): Promise<StartedScan> {
  const rest = scan[Symbol.asyncIterator]();
  return { first: await rest.next(), rest };
}

/**
 * The bytes of an export, read from the store as fast as the client takes them. A fault of the store destroys it:
 * a file that ends short is never taken for a whole one. Destroyed by a client that goes away, or that takes nothing
 * for `stallMs`, it ends the scan.
 */
export class ExportStream extends Readable {
  readonly #scan: StartedScan;
  readonly #writer: ExportWriter;
  readonly #stallMs: number;
  #begun = false;
  #stall: NodeJS.Timeout | undefined;

  constructor(scan: StartedScan, writer: ExportWriter, stallMs: number) {
    super({ highWaterMark: AHEAD });
    this.#scan = scan;
    this.#writer = writer;
    this.#stallMs = stallMs;
    this.#watch();
  }

  /** Gives the client until `stallMs` from now to ask for more. */
  #watch(): void {
    clearTimeout(this.#stall);
    this.#stall = setTimeout(
      () => this.destroy(new Error('the client takes nothing any more')),
      this.#stallMs,
    );
    this.#stall.unref();
  }

  override _read(): void {
    this.#watch();
    this.#next().catch((error: unknown) =>
      this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  async #next(): Promise<void> {
    const { first, rest } = this.#scan;
    let text = '';
    let result: IteratorResult<StoredReading[], unknown>;
    if (this.#begun) result = await rest.next();
    else {
      result = first;
      text = this.#writer.head;
      this.#begun = true;
    }
    // An empty push would not ask for more: chunks without text are passed over here.
    while (!result.done) {
      text += this.#writer.write(result.value);
      if (text !== '') {
        this.push(text);
        return;
      }
      result = await rest.next();
    }
    this.push(text + this.#writer.tail);
    this.push(null);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#stall);
    const ended = this.#scan.rest.return?.() ?? Promise.resolve();
    ended.then(
      () => done(error),
      (failure: unknown) => done(error ?? (failure instanceof Error ? failure : new Error(String(failure)))),
    );
  }
}
