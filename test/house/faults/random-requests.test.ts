import { connect as openSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../../protocols/catalogue.ts';
import type { Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { Bystander, forEachCase, runs } from './fuzz-kit.ts';
import { registerKits } from './kits.ts';

const AT_DOORS = runs(2_000, 50_000);
const AT_ROUTES = runs(2_000, 50_000);
const RAW = runs(1_000, 20_000);
/** Routes that answer without end, or that end what the test stands on. */
const ENDLESS = /\/live|\/stream/;

interface Target {
  readonly method: string;
  readonly path: string;
}

describe('random requests', () => {
  let program: Program;
  let kit: Kit;
  let bystander: Bystander;
  let routes: Target[];

  beforeAll(async () => {
    const open = PROTOCOLS.filter(({ doors }) => doors.length > 0).map(({ id }) => id);
    program = await startSuperilla({ env: { SUPERILLA_OPEN_DOORS: open.join(',') } });
    [kit] = (await registerKits(program, 1)) as [Kit];
    const answer = await fetch(`${program.http}/openapi.json`);
    const { paths } = (await answer.json()) as { paths: Record<string, object> };
    routes = Object.entries(paths)
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
      )
      .filter(({ path }) => !ENDLESS.test(path));
  });
  afterAll(() => program.end());
  beforeEach(async () => {
    const [other] = (await registerKits(program, 1)) as [Kit];
    bystander = new Bystander(program, other);
    await bystander.begin();
  });

  const word = fc.oneof(
    fc.string({ maxLength: 40, unit: 'binary' }),
    fc.constantFrom(
      '',
      '..',
      '%00',
      '-1',
      '1e999',
      'NaN',
      '2026-13-45',
      '__proto__',
      "';--",
      'a'.repeat(3000),
      '0',
    ),
    fc.integer().map(String),
  );
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 800 }).map((bytes) => Buffer.from(bytes)),
    fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
    fc
      .record({
        sensordatavalues: fc.anything(),
        data: fc.anything(),
        recorded_at: word,
        name: word,
        esp8266id: fc.anything(),
      })
      .map((value) =>
        Buffer.from(JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part))),
      ),
  );
  const headers = fc.record({
    'content-type': fc.constantFrom(
      'application/json',
      'application/octet-stream',
      'text/csv',
      'x',
      'multipart/form-data',
    ),
    authorization: fc.constantFrom(
      '',
      'kit',
      'administrator',
      'Basic !!',
      'Bearer x',
      `Bearer ${'x'.repeat(5000)}`,
    ),
    accept: fc.constantFrom('*/*', 'text/csv', 'application/json', 'nothing', ''),
    'if-none-match': fc.constantFrom('', '*', '"x"', 'W/"'),
    'x-sensor': word.map((text) => encodeURIComponent(text).slice(0, 200)),
  });
  const queries = fc.dictionary(
    fc.oneof(
      fc.constantFrom('from', 'to', 'kit', 'phenomenon', 'format', 'bucket', 'limit', 'cursor', 'bbox'),
      word,
    ),
    word,
    { maxKeys: 4 },
  );

  /** A request that HTTP allows, with a path, query, headers and body that nobody expects. */
  const requestsTo = (targets: readonly Target[]) =>
    fc.record({
      target: fc.constantFrom(...targets),
      fills: fc.array(word, { minLength: 3, maxLength: 3 }),
      queries,
      headers,
      body: bodies,
    });

  function authorizationOf(drawn: string): string {
    if (drawn === 'administrator') return `Bearer ${program.administrator}`;
    return drawn === 'kit'
      ? `Basic ${Buffer.from(`${kit.username}:${kit.password}`).toString('base64')}`
      : drawn;
  }

  async function send(targets: readonly Target[], count: number): Promise<void> {
    expect(targets.length).toBeGreaterThan(0);
    await forEachCase(
      { count, from: requestsTo(targets) },
      async ({ target, fills, queries, headers, body }) => {
        let n = 0;
        const path = target.path.replace(/\{\w+\}/g, () => encodeURIComponent(fills[n++ % 3] || kit.id));
        const query = new URLSearchParams(queries);
        const authorization = authorizationOf(headers.authorization);
        const bodiless = target.method === 'GET' || target.method === 'HEAD';
        const answer = await fetch(`${program.http}${path}?${query}`, {
          method: target.method,
          headers: { ...headers, authorization },
          ...(bodiless ? {} : { body }),
          redirect: 'manual',
        });
        await answer.arrayBuffer();
        expect(answer.status, `${target.method} ${path}?${query}`).not.toBe(500);
      },
    );
  }

  it(`at every HTTP door, ${AT_DOORS} times, are answered without a fault`, async () => {
    await send(
      PROTOCOLS.flatMap(({ doors }) => doors.map(({ method, path }) => ({ method, path }))),
      AT_DOORS,
    );
    await bystander.expectUnharmed();
  });

  it(`at every route of the API, ${AT_ROUTES} times, are answered without a fault`, async () => {
    expect(routes.length).toBeGreaterThan(10);
    await send(routes, AT_ROUTES);
    await bystander.expectUnharmed();
  });

  it(`as raw bytes at the HTTP port, ${RAW} times, do no harm`, async () => {
    const starts = [
      '',
      'POST / HTTP/1.1\r\n',
      'GET ',
      'GET /mqtt HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n',
      'PRI * HTTP/2.0\r\n\r\n',
    ];
    const from = fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }))
      .map(([start, bytes]) => Buffer.concat([Buffer.from(start), bytes]));
    await forEachCase({ count: RAW, from }, async (bytes) => {
      const socket = openSocket(Number(new URL(program.http).port), '127.0.0.1');
      socket.on('error', () => {}).on('data', () => {});
      socket.write(bytes);
      await new Promise((resolve) => socket.once('connect', resolve));
      await sleep(3);
      socket.destroy();
    });
    await bystander.expectUnharmed();
  });
});
