import { connect as openSocket, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../broker/broker.test-kit.ts';
import type { Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { rawKit, readingsPacket } from './raw-kit.ts';
import { readBack } from './readings.ts';

const START = Date.UTC(2026, 1, 1);
const MESSAGES = 240;
const READINGS = 1250;
/** Acknowledgements that queue behind the queries would take most of their time; a busy machine alone makes some take half a second. */
const SOON_MS = 500;
const SOON_SHARE = 0.25;
const SERIES =
  '/api/v1/series?phenomenon=temperature&bucket=60&from=2026-02-01T00:00:00Z&to=2026-02-04T00:00:00Z';

describe('many readers over a few hundred thousand readings', () => {
  let program: Program;
  let kit: Kit;
  let publisher: Kit;

  beforeAll(async () => {
    program = await startSuperilla();
    [kit, publisher] = (await registerKits(program, 2)) as [Kit, Kit];
    const raw = await rawKit(program, kit);
    for (let n = 0; n < MESSAGES; n++) {
      const body = Array.from({ length: READINGS }, (_, i) => ({
        time: START + (n * READINGS + i) * 500,
        temperature: i % 40,
      }));
      raw.send(readingsPacket(kit, n + 1, { body }));
      await until(() => raw.count('puback') > n - 8);
    }
    await until(() => raw.count('puback') === MESSAGES);
    raw.socket.destroy();
    expect((await settledBooks(program)).stored).toBe(MESSAGES * READINGS);
  });
  afterAll(() => program.end());

  /** Publishes until `work` is over; every message must be acknowledged, and 99 of 100 soon. */
  async function whilePublishing<T>(first: number, work: Promise<T>): Promise<T> {
    const raw = await rawKit(program, publisher);
    const began = performance.now();
    let over = false;
    void work.finally(() => {
      over = true;
    });
    let sent = 0;
    const sentAt: number[] = [];
    const latencies: number[] = [];
    // Acknowledgements come in order, so the n-th is for the n-th message.
    raw.socket.on('data', () => {
      for (let n = raw.count('puback'); latencies.length < n; )
        latencies.push(performance.now() - (sentAt[latencies.length] ?? 0));
    });
    while (!over || sent < 50) {
      sent++;
      sentAt.push(performance.now());
      raw.send(readingsPacket(publisher, sent, { body: { humidity: first + sent } }));
      await sleep(5);
    }
    await until(() => raw.count('puback') === sent, 'an acknowledgement');
    raw.socket.destroy();
    latencies.sort((a, b) => a - b);
    const soon = Math.max(SOON_MS, SOON_SHARE * (performance.now() - began));
    expect(latencies[Math.floor(latencies.length * 0.99)], 'p99 of PUBACK, ms').toBeLessThan(soon);
    await settledBooks(program);
    const stored = (await readBack(program, `kit=${publisher.id}`)).filter(({ value }) => value > first);
    expect(stored.length).toBe(sent);
    return work;
  }

  async function ask(path: string): Promise<{ status: number; retry: string | null; bytes: number }> {
    const answer = await fetch(`${program.http}${path}`);
    const { byteLength } = await answer.arrayBuffer();
    return { status: answer.status, retry: answer.headers.get('retry-after'), bytes: byteLength };
  }

  const isAnswer = ({ status, retry }: { status: number; retry: string | null }) =>
    status === 200 || (status === 503 && Number(retry) > 0);

  it('eight heavy queries at a time are answered or told when to ask again, and hold up no acknowledgement', async () => {
    const asked: string[] = [];
    for (let n = 0; n < 8; n++)
      asked.push(n % 2 === 0 ? SERIES : `/api/v1/readings?kit=${kit.id}&format=csv`);
    const answers = await whilePublishing(0, Promise.all(asked.map(ask)));
    expect(answers.filter((answer) => !isAnswer(answer))).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
  });

  it('a crowd of a hundred is answered or told when to ask again, and the next question is answered', async () => {
    const answers = await whilePublishing(
      100_000,
      Promise.all(Array.from({ length: 100 }, () => ask(SERIES))),
    );
    expect(answers.filter((answer) => !isAnswer(answer))).toEqual([]);
    expect((await ask(SERIES)).status).toBe(200);
  });

  it('eight downloads that nobody reads keep a ninth waiting, which is told when to ask again; series are answered', async () => {
    const { hostname, port } = new URL(program.http);
    const sockets: Socket[] = [];
    for (let n = 0; n < 8; n++) {
      const socket = openSocket(Number(port), hostname);
      socket.on('error', () => {});
      socket.pause();
      socket.write(`GET /api/v1/readings?kit=${kit.id}&format=ndjson HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
      sockets.push(socket);
    }
    await sleep(300);
    const ninth = await whilePublishing(
      200_000,
      ask(`/api/v1/readings?kit=${kit.id}&format=ndjson`)
        .then(async (answer) => ({ answer, series: await ask(SERIES) }))
        .finally(() => {
          for (const socket of sockets) socket.destroy();
        }),
    );
    expect(ninth.answer.status).toBe(503);
    expect(Number(ninth.answer.retry)).toBeGreaterThan(0);
    expect(ninth.series.status).toBe(200);
    await sleep(200);
    expect((await ask(`/api/v1/readings?kit=${kit.id}&format=ndjson`)).status).toBe(200);
  });
});
