import { Readable } from 'node:stream';
import type { ReadingQuery, ReadingStore } from '../../stores/contract.ts';
import type { AssessmentPorts } from '../assessment/assessment.ts';
import { Assessor } from '../assessment/assessor.ts';
import type { ExportWriter } from './writer.ts';

/** Bytes written ahead of a reader; more is not asked of the store. */
const AHEAD = 256 * 1024;

type Piece = string | Uint8Array;

/** The first piece of an export has been written (so that refusals come as problems); the rest is still in the store. */
export interface StartedExport {
  readonly first: IteratorResult<Piece, unknown>;
  readonly rest: AsyncIterator<Piece>;
}

/** Where the readings of an export come from, and what they are assessed with. */
export interface ExportSource extends AssessmentPorts {
  readonly store: Pick<ReadingStore, 'scan' | 'visit'>;
}

/** An export's readings as they are written, every few thousand a piece. */
export async function* piecesOf(
  source: ExportSource,
  asked: ReadingQuery,
  writer: ExportWriter,
): AsyncGenerator<Piece> {
  const { store } = source;
  const assessor = new Assessor(source, asked, (reading, told) => writer.put(reading, told));
  const { query, take } = assessor;
  if (store.visit !== undefined) for await (const _ of store.visit(query, take)) yield writer.take();
  else
    for await (const chunk of store.scan(query)) {
      for (const reading of chunk) take(reading);
      yield writer.take();
    }
  assessor.end();
  yield writer.take();
}

/** Starts an export. Rejects as the store does, with nothing left open. */
export async function startExport(pieces: AsyncIterable<Piece>): Promise<StartedExport> {
  const rest = pieces[Symbol.asyncIterator]();
  return { first: await rest.next(), rest };
}

/**
 * The bytes of an export, read from the store as fast as the client takes them. A fault of the store destroys it:
 * a file that ends short is never taken for a whole one. Destroyed by a client that goes away, or that takes nothing
 * for `stallMs`, it ends the scan.
 */
export class ExportStream extends Readable {
  readonly #started: StartedExport;
  readonly #writer: ExportWriter;
  readonly #stallMs: number;
  #begun = false;
  #stall: NodeJS.Timeout | undefined;

  constructor(started: StartedExport, writer: ExportWriter, stallMs: number) {
    super({ highWaterMark: AHEAD });
    this.#started = started;
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
    const { first, rest } = this.#started;
    const head = this.#begun ? '' : this.#writer.head;
    let result = this.#begun ? await rest.next() : first;
    this.#begun = true;
    // An empty push would not ask for more: pieces without text are passed over here. Two would ask twice.
    while (!result.done && result.value.length === 0) result = await rest.next();
    if (!result.done) {
      this.push(head === '' ? result.value : Buffer.concat([Buffer.from(head), Buffer.from(result.value)]));
      return;
    }
    this.push(head + this.#writer.tail);
    this.push(null);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#stall);
    const ended = this.#started.rest.return?.() ?? Promise.resolve();
    ended.then(
      () => done(error),
      (failure: unknown) => done(error ?? (failure instanceof Error ? failure : new Error(String(failure)))),
    );
  }
}
