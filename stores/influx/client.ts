import { authorization } from './authorization.ts';
import { answered, failure, type InfluxError } from './failure.ts';
import type { InfluxServer } from './options.ts';

/** One run of rows of an answer. */
export interface Series {
  /** Which statement of the query it answers. */
  readonly statement: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | string | boolean | null)[])[];
}

interface Chunk {
  readonly error?: string;
  readonly results?: readonly {
    readonly statement_id?: number;
    readonly error?: string;
    readonly series?: readonly Partial<Omit<Series, 'statement'>>[];
  }[];
}

/** Every time that a server keeps. */
const ALWAYS = { from: 0, to: Date.UTC(2200, 0, 1) };

/** Rows in one chunk of an answer. */
const CHUNK = 5000;

/** Whether it says that the database is not there; 1.x says so with status 200. */
function refusal(words: string): InfluxError {
  const status = words.includes('database not found') ? 404 : 400;
  return answered(status, words);
}

function* seriesOf(line: string): Generator<Series> {
  if (line.trim() === '') return;
  const { error, results = [] } = JSON.parse(line) as Chunk;
  if (error !== undefined) throw refusal(error);
  for (const { statement_id: statement = 0, error: wrong, series = [] } of results) {
    if (wrong !== undefined) throw refusal(wrong);
    for (const { tags = {}, columns = [], values = [] } of series) yield { statement, tags, columns, values };
  }
}

/** Text in lines, without holding more than one. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  for await (const bytes of body) {
    const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n');
    rest.push(first);
    for (const next of others) {
      yield rest.join('');
      rest = [next];
    }
  }
  yield rest.join('');
}

/** A timer that aborts a request which says nothing for a while. */
class Watch {
  readonly #controller = new AbortController();
  readonly #ms: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.#ms = ms;
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#controller.abort(new Error(`no answer for ${this.#ms} ms`)),
      this.#ms,
    );
  }

  /** Nothing is expected while the reader is busy with what came. */
  rest(): void {
    clearTimeout(this.#timer);
  }
}

/** Asks the server, in InfluxQL or plain HTTP. Every rejection is an `InfluxError`. */
export class InfluxClient {
  readonly #server: InfluxServer;
  readonly #timeoutMs: number;

  constructor(server: InfluxServer, timeoutMs: number) {
    this.#server = server;
    this.#timeoutMs = timeoutMs;
  }

  /** Streams what the statements of `query` give; memory stays flat, and stopping early ends the query. */
  async *query(query: string): AsyncGenerator<Series> {
    const parameters = new URLSearchParams({
      db: this.#server.bucket,
      epoch: 'ms',
      chunked: 'true',
      chunk_size: String(CHUNK),
    });
    const watch = new Watch(this.#timeoutMs);
    try {
      const answer = await this.#post(`/query?${parameters}`, new URLSearchParams({ q: query }), watch);
      for await (const line of linesOf(answer.body ?? new ReadableStream<Uint8Array>())) {
        watch.rest();
        yield* seriesOf(line);
        watch.heard();
      }
    } catch (error) {
      throw failure(error);
    } finally {
      watch.rest();
    }
  }

  /** Everything that the statements of `query` give; for answers of bounded length. */
  async all(query: string): Promise<Series[]> {
    const found: Series[] = [];
    for await (const series of this.query(query)) found.push(series);
    return found;
  }

  /** Deletes by the API of 2.x what matches `predicate`, in a span (UTC ms, end exclusive) or of all times. */
  async remove(predicate: string, span = ALWAYS): Promise<void> {
    const { bucket, org } = this.#server;
    const parameters = new URLSearchParams({ bucket, ...(org === undefined ? {} : { org }) });
    const start = new Date(span.from).toISOString();
    const stop = new Date(span.to - 1).toISOString();
    const body = JSON.stringify({ start, stop, predicate });
    const watch = new Watch(this.#timeoutMs);
    try {
      await (await this.#post(`/api/v2/delete?${parameters}`, body, watch)).arrayBuffer();
    } catch (error) {
      throw failure(error);
    } finally {
      watch.rest();
    }
  }

  async #post(path: string, body: string | URLSearchParams, watch: Watch): Promise<Response> {
    const url = `${this.#server.url.replace(/\/+$/, '')}${path}`;
    const headers = authorization(this.#server);
    const answer = await fetch(url, { method: 'POST', headers, body, signal: watch.signal });
    if (!answer.ok) throw answered(answer.status, await answer.text());
    return answer;
  }
}
