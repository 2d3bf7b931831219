import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { kitFields, openServer, reading, type TestServer } from './server.ts';
import { listen, open, until } from './socket.ts';

let server: TestServer;
let port: number;
const streams: IncomingMessage[] = [];

beforeEach(async () => {
  server = await openServer({ live: { listeners: 2, heartbeatMs: 50 } });
  await server.registry.projects.put({
    ...{ id: 'veus', name: 'Veus', summary: '', description: '', url: '', status: 'live', simulated: false },
    ...{ organisations: [], strategies: [] },
  });
  await server.registry.register(kitFields({ name: 'A', project: 'veus' }), { id: 'aire' });
  await server.registry.register(kitFields({ name: 'B' }), { id: 'soroll' });
  port = await listen(server.app);
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.destroy();
  await server.close();
});

/** A stream that is being read; `text()` is what came so far. */
async function listening(query = '', headers: Record<string, string> = {}) {
  const answer = await open(port, `/api/v1/live${query}`, headers);
  streams.push(answer);
  let text = '';
  answer.setEncoding('utf8').on('data', (data) => {
    text += data;
  });
  answer.on('error', () => undefined);
  return { answer, text: () => text };
}

test('the head of the stream keeps proxies from holding it back', async () => {
  const { answer, text } = await listening('', {
    'accept-encoding': 'gzip',
    origin: 'https://other.example',
  });
  expect(answer.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers['content-encoding']).toBeUndefined();
  await until('the retry hint came', () => text().startsWith('retry: 3000\n\n'));
  await until('comments came', () => text().includes(':\n\n:\n\n'));
});

test('readings come as they are told, simulated ones flagged', async () => {
  const { text } = await listening();
  server.tell({ type: 'readings', id: 5, readings: [reading({ kit: 'aire', flags: FLAGS.simulated })] });
  await until('the event came', () =>
    text().includes('id: 5\nevent: readings\ndata: {"readings":[{"kit":"aire"'),
  );
  expect(text()).toContain('"flags":["simulated"]');
});

test('a listener hears only the kits it asked for, also those registered later', async () => {
  const { text } = await listening('?project=veus');
  const both = [reading({ kit: 'aire' }), reading({ kit: 'soroll' }), reading({ kit: 'nou' })];
  server.tell({ type: 'readings', id: 5, readings: both });
  await until('the event came', () => text().includes('id: 5\n'));
  expect(text()).not.toMatch(/soroll|nou/);
  await server.registry.register(kitFields({ name: 'N', project: 'veus' }), { id: 'nou' });
  server.tell({ type: 'readings', id: 6, readings: both });
  await until('the new kit is heard', () => text().includes('"nou"'));
  expect(text()).not.toContain('soroll');
});

test('a stream resumes after the id it names, in a header or in the address', async () => {
  await listening('', { 'last-event-id': '41' });
  await listening('?lastEventId=42');
  expect([...server.listeners].sort()).toEqual([41, 42]);
});

test('a reset is told', async () => {
  const { text } = await listening();
  server.tell({ type: 'reset', id: 9 });
  await until('the event came', () => text().includes('id: 9\nevent: reset\ndata: {}\n\n'));
});

test('a listener that leaves is forgotten, and its place is free for another', async () => {
  const first = await listening();
  await listening('?lastEventId=1');
  const refused = await open(port, '/api/v1/live');
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '30']);
  first.answer.destroy();
  await until('one is left', () => server.listeners.size === 1);
  expect((await listening('?lastEventId=2')).answer.statusCode).toBe(200);
});

test('what cannot be listened to is a problem, not a stream', async () => {
  for (const query of ['?kit=nobody', '?lastEventId=x', '?phenomenon=pm2_5'])
    expect((await server.app.inject(`/api/v1/live${query}`)).json()).toMatchObject({ status: 400 });
});

test('a server that closes ends its streams', async () => {
  const { answer } = await listening();
  const ended = new Promise((resolve) => answer.once('close', resolve));
  await server.app.close();
  await ended;
});
