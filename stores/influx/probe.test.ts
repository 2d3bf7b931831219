import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { probeInflux } from './probe.ts';
import { freePort, isHere, startInfluxd, type TestServer } from './server.test-kit.ts';

let answering: Server | undefined;
afterEach(() => answering?.close());

/** A server that says it is of a version and answers every query with a status. */
async function answers(version: string, status: number, body: string): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/ping') response.writeHead(204, { 'x-influxdb-version': version }).end();
    else response.writeHead(status).end(body);
  });
  answering = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('what is wrong with a server', () => {
  it('is said where there is none', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await probeInflux({ url, version: '2', bucket: 'b' })).toMatchObject({
      words: expect.stringContaining('cannot be reached'),
      advice: expect.stringContaining('SUPERILLA_INFLUX_URL'),
    });
  });

  it.each([
    [401, '{"code":"unauthorized","message":"unauthorized access"}', 'SUPERILLA_INFLUX_TOKEN'],
    [403, '{"code":"forbidden"}', 'right to read and write air'],
    [404, '{"code":"not found","message":"bucket not found"}', 'influx bucket create --name air'],
  ])('is said where a server of 2.x answers %i', async (status, body, advice) => {
    const url = await answers('v2.7.1', status, body);
    expect(await probeInflux({ url, version: '2', bucket: 'air', token: 't' })).toMatchObject({
      words: expect.stringContaining(String(status)),
      advice: expect.stringContaining(advice),
    });
  });
});

describe.skipIf(!isHere('influxd'))('a real server (needs influxd)', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startInfluxd();
  });
  afterAll(() => server?.end());

  it('of 1.x gives its version, also before the database is made', async () => {
    expect(await probeInflux({ url: server.url, version: '1', bucket: 'new' })).toMatch(/^1\./);
  });

  it('of 1.x is not taken for one of 2.x', async () => {
    expect(await probeInflux({ url: server.url, version: '2', bucket: 'new', token: 't' })).toMatchObject({
      words: expect.stringContaining('1.'),
      advice: 'Set SUPERILLA_INFLUX_VERSION=1.',
    });
  });
});
