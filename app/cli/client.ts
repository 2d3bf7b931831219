import { type IncomingMessage, request } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { Stop } from './stop.ts';

/** The house as commands see it: its API over the Unix socket in the data folder. */
export interface Client {
  /** Calls the API; problems come back as `Stop` with their words. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The body of an answer as it streams in; of a GET unless the request says otherwise. */
  stream(path: string, request?: { method: string; body: unknown }): Promise<IncomingMessage>;
  /** Sends a body as it comes and gives the answer; problems come back as `Stop` with their words. */
  send<T>(path: string, body: AsyncIterable<Buffer>): Promise<T>;
  /** Ends what `connect` opened. */
  close(): Promise<void>;
}

function send(
  socketPath: string,
  options: { method: string; path: string; body?: unknown },
): Promise<IncomingMessage> {
  const payload = options.body === undefined ? undefined : JSON.stringify(options.body);
  const headers =
    payload === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath, method: options.method, path: options.path, headers, agent: false },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

function sendStream(socketPath: string, path: string, body: AsyncIterable<Buffer>): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/octet-stream' };
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method: 'POST', path, headers, agent: false }, resolve);
    // An answer that came before the whole body was sent counts, not the break that follows it.
    pipeline(Readable.from(body), outgoing, (error) => error && reject(error));
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function problemWords(text: string, status: number): string {
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string };
    return [title, detail].filter(Boolean).join(': ') || `answer ${status}`;
  } catch {
    return `answer ${status}: ${text.slice(0, 200)}`;
  }
}

/** A client of the house that listens on `socketPath`. `close` is what ends a house opened for it alone. */
export function clientOf(socketPath: string, close: () => Promise<void>): Client {
  return {
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const answer = await send(socketPath, { method, path, body });
      const text = await textOf(answer);
      const status = answer.statusCode ?? 0;
      if (status >= 400) throw new Stop(problemWords(text, status));
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    async stream(path, { method, body } = { method: 'GET', body: undefined }) {
      const answer = await send(socketPath, { method, path, body });
      const status = answer.statusCode ?? 0;
      if (status >= 400) throw new Stop(problemWords(await textOf(answer), status));
      return answer;
    },
    async send<T>(path: string, body: AsyncIterable<Buffer>): Promise<T> {
      const answer = await sendStream(socketPath, path, body);
      const text = await textOf(answer);
      const status = answer.statusCode ?? 0;
      if (status >= 400) throw new Stop(problemWords(text, status));
      return JSON.parse(text) as T;
    },
    close,
  };
}
