import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpError, InfluxDB, setLogger, type WriteApi } from '@influxdata/influxdb-client';
import { authorization } from './authorization.ts';
import { answered, failure, InfluxError } from './failure.ts';
import type { InfluxServer } from './options.ts';

/** Never reached: a batch leaves only when it is sent. */
const NEVER_FULL = 1e9;

/** `Retry-After` in ms; a date counts from now. */
function retryAfter(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function reason(error: unknown): InfluxError {
  if (!(error instanceof HttpError)) return failure(error);
  return answered(error.statusCode, error.body ?? error.message, retryAfter(error.headers?.['retry-after']));
}

function writeUrl({ bucket }: InfluxServer): string {
  return `/write?${new URLSearchParams({ db: bucket, precision: 'ms' })}`;
}

/**
 * Sends one batch of lines at a time, through the client's writer with everything switched off that would buffer, retry or
 * forget: its own buffers lose data when a server is away, slow or refuses (`docs/STORES.md` names the cases).
 */
export class Transport {
  readonly #agent: HttpAgent;
  readonly #api: WriteApi;
  readonly #timeoutMs: number;
  #under = false;
  #closed = false;

  constructor(server: InfluxServer, timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    const Agent = server.url.startsWith('https:') ? HttpsAgent : HttpAgent;
    this.#agent = new Agent({ keepAlive: true, maxSockets: 1 });
    // The client writes failures to the console besides handing them over.
    setLogger({ error: () => undefined, warn: () => undefined });
    const client = new InfluxDB({
      url: server.url,
      timeout: timeoutMs,
      headers: authorization(server),
      transportOptions: { agent: this.#agent },
    });
    this.#api = client.getWriteApi(server.org ?? '', server.bucket, 'ms', {
      batchSize: NEVER_FULL,
      maxBatchBytes: NEVER_FULL,
      flushInterval: 0,
      maxRetries: 0,
      gzipThreshold: NEVER_FULL,
      writeFailed: (error) => Promise.reject(error),
    });
    if (server.version === '1') this.#api.path = writeUrl(server);
  }

  /** Resolves when the server has answered that it has every line; rejects with an `InfluxError` otherwise. */
  async send(lines: string[]): Promise<void> {
    if (this.#closed) throw new InfluxError({ status: 0, words: 'the store is closed' });
    if (this.#under) throw new Error('one batch at a time');
    this.#under = true;
    // The client's own limit starts anew with every byte; an answer that trickles must end too.
    const end = setTimeout(() => this.#agent.destroy(), 2 * this.#timeoutMs);
    try {
      this.#api.writeRecords(lines);
      await this.#api.flush();
    } catch (error) {
      throw reason(error);
    } finally {
      clearTimeout(end);
      this.#under = false;
    }
  }

  /** Ends the connection. What is under way fails. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#agent.destroy();
    await this.#api.close().catch(() => undefined);
  }
}
