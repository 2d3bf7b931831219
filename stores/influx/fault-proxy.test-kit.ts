import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to one write: it is answered without being passed on, delayed, or its connection breaks. */
export type Fault =
  | { readonly answer: number; readonly headers?: Record<string, string>; readonly body?: string }
  | { readonly slowMs: number }
  | 'hang'
  | 'break'
  | 'lose the answer'
  | 'none';

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  return body;
}

/** Stands between a store and its server, or in the server's place, and breaks writes as it is told. */
export class FaultProxy {
  /** What happens to the next writes, in order; afterwards nothing. */
  readonly faults: Fault[] = [];
  /** Lines of the writes that were answered with success. */
  readonly lines: string[] = [];
  /** Writes so far, and the most that were under way at once. */
  writes = 0;
  most = 0;
  #under = 0;
  /** Answers of writes that hang. */
  readonly #hanging = new Set<ServerResponse>();
  readonly #server: Server;
  readonly #target: string | undefined;

  private constructor(target: string | undefined) {
    this.#target = target;
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  /** Without a target it answers writes itself. */
  static async start(target?: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Breaks the connections of writes that hang, as a proxy does that gives up. */
  letGo(): void {
    for (const response of this.#hanging) response.destroy();
    this.#hanging.clear();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await bodyOf(request);
      if (!/^\/(api\/v2\/)?write\b/.test(request.url ?? '')) await this.#forward(request, response, body);
      else await this.#write(request, response, body);
    } catch {
      response.destroy();
    }
  }

  async #write(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    this.writes += 1;
    this.#under += 1;
    this.most = Math.max(this.most, this.#under);
    response.once('close', () => {
      this.#under -= 1;
    });
    const fault = this.faults.shift() ?? 'none';
    if (fault === 'hang') {
      this.#hanging.add(response);
      return;
    }
    if (fault === 'break') response.destroy();
    else if (fault === 'lose the answer') {
      await this.#forward(request, undefined, body);
      response.destroy();
    } else if (fault !== 'none' && 'answer' in fault) {
      response.writeHead(fault.answer, fault.headers).end(fault.body ?? '');
    } else {
      if (fault !== 'none') await sleep(fault.slowMs);
      await this.#forward(request, response, body);
    }
  }

  async #forward(
    request: IncomingMessage,
    response: ServerResponse | undefined,
    body: string,
  ): Promise<void> {
    if (this.#target === undefined) {
      this.lines.push(...body.split('\n'));
      response?.writeHead(204).end();
      return;
    }
    const { authorization = '', 'content-type': type = 'text/plain' } = request.headers;
    const headers = { 'content-type': type, ...(authorization ? { authorization } : {}) };
    const { method = 'POST' } = request;
    const carries = method === 'GET' ? {} : { body };
    const answer = await fetch(`${this.#target}${request.url}`, { method, headers, ...carries });
    const text = await answer.text();
    if (answer.ok && request.url?.includes('write')) this.lines.push(...body.split('\n'));
    response?.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  }
}
