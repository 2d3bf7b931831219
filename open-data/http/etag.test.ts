import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { unchanged } from './etag.ts';

test('a client that has the state is answered 304 without a body, another one in full', async () => {
  const app = Fastify();
  app.get('/', async (request, reply) => (unchanged(request, reply, 'a1') ? reply : { whole: true }));
  const first = await app.inject('/');
  expect(first.headers.etag).toBe('W/"a1"');
  const ask = (tag: string) => app.inject({ url: '/', headers: { 'if-none-match': tag } });
  for (const tag of ['W/"a1"', '"a1"', '"zz", W/"a1"', '*']) {
    const answer = await ask(tag);
    expect([answer.statusCode, answer.body]).toEqual([304, '']);
  }
  for (const tag of ['W/"a2"', 'a1', '"a"']) expect((await ask(tag)).json()).toEqual({ whole: true });
});
