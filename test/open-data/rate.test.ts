import { afterEach, expect, test } from 'vitest';
import { openServer, type TestServer } from './server.ts';

const STRANGER = '192.0.2.7';
let server: TestServer;
let refused = 0;

async function open(perMinute: number): Promise<TestServer> {
  refused = 0;
  server = await openServer({ rate: { perMinute, refused: () => void refused++ } });
  return server;
}

afterEach(() => server.close());

const get = (url: string, remoteAddress = STRANGER) => server.app.inject({ url, remoteAddress });

test('a caller learns what is left, and is told when to ask again', async () => {
  await open(3);
  const first = await get('/api/v1/phenomena');
  expect(first.statusCode).toBe(200);
  expect(first.headers).toMatchObject({
    'ratelimit-limit': '3',
    'ratelimit-remaining': '2',
    'ratelimit-reset': '60',
  });
  await get('/api/v1/kits');
  await get('/api/v1/nothing');
  const late = await get('/api/v1/phenomena');
  expect(late.statusCode).toBe(429);
  expect(late.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(late.headers).toMatchObject({ 'ratelimit-remaining': '0', 'access-control-allow-origin': '*' });
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  expect(late.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
  expect(late.json().detail).toContain('more than 3 requests in a minute');
  expect(refused).toBe(1);
});

test('reading and writing count together, also requests without the right credential', async () => {
  await open(2);
  await get('/api/v1/kits');
  const post = () =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/kits',
      remoteAddress: STRANGER,
      payload: { name: 'x' },
    });
  expect((await post()).statusCode).toBe(401);
  expect((await post()).statusCode).toBe(429);
  expect((await get('/api/v1/kits')).statusCode).toBe(429);
});

test('each address has a rate of its own, a network of IPv6 (/64) one together', async () => {
  await open(1);
  expect((await get('/api/v1/kits')).statusCode).toBe(200);
  expect((await get('/api/v1/kits', '192.0.2.8')).statusCode).toBe(200);
  expect((await get('/api/v1/kits', '2001:db8::1')).statusCode).toBe(200);
  expect((await get('/api/v1/kits', '2001:db8::2')).statusCode).toBe(429);
  expect((await get('/api/v1/kits', '2001:db8:0:1::1')).statusCode).toBe(200);
});

test('health, metrics and documentation are not counted, nor is the machine itself', async () => {
  await open(1);
  await get('/api/v1/kits');
  for (const url of ['/healthz', '/readyz', '/metrics', '/openapi.json'])
    expect((await get(url)).statusCode, url).toBe(200);
  for (let n = 0; n < 5; n++) {
    expect((await get('/api/v1/kits', '127.0.0.1')).statusCode).toBe(200);
    expect((await server.trusted.inject({ url: '/api/v1/kits' })).statusCode).toBe(200);
  }
});

test('without a rate nothing is counted', async () => {
  server = await openServer();
  const { statusCode, headers } = await get('/api/v1/kits');
  expect(statusCode).toBe(200);
  expect(headers).not.toHaveProperty('ratelimit-limit');
});
