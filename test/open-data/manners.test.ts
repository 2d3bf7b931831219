import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { kitCollectionSchema, kitViewSchema } from '../../open-data/schemas/kit.ts';
import { placeCollectionSchema, placeViewSchema } from '../../open-data/schemas/project.ts';
import { readingViewSchema } from '../../open-data/schemas/reading.ts';
import { exportSchema, seriesSchema } from '../../open-data/schemas/values.ts';
import { StoreBusyError } from '../../stores/contract.ts';
import { openDistrict } from './district.ts';
import { openServer, type TestServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openDistrict();
});
afterAll(() => server.close());

async function get(url: string, headers: Record<string, string> = {}) {
  return server.app.inject({ url: `/api/v1${url}`, headers });
}

test('answers that are not checked on their way out have the shape of their schemas', async () => {
  const strict = <T extends z.ZodRawShape>(schema: z.ZodObject<T>) => schema.strict();
  const kits = z.strictObject({ kits: z.array(strict(kitViewSchema)) });
  const latest = z.strictObject({
    kits: z.array(z.strictObject({ kit: z.string(), readings: z.array(strict(readingViewSchema)) })),
  });
  const series = '/series?phenomenon=pm2_5&from=2026-03-01&to=2026-03-02';
  const answers: [string, z.ZodType][] = [
    ['/kits', kits],
    ['/kits?format=geojson', strict(kitCollectionSchema)],
    ['/latest', latest],
    ['/places', z.strictObject({ places: z.array(strict(placeViewSchema)) })],
    ['/places?format=geojson', strict(placeCollectionSchema)],
    [series, strict(seriesSchema)],
    ['/readings', strict(exportSchema)],
  ];
  for (const [url, schema] of answers) {
    const body = (await get(url)).json();
    expect([url, schema.parse(body)]).toEqual([url, body]);
  }
});

test('the newest values have a tag that changes with them and with the registry', async () => {
  const tag = async () => String((await get('/latest')).headers.etag);
  const first = await tag();
  expect((await get('/latest', { 'if-none-match': first })).statusCode).toBe(304);
  server.latestVersion += 1;
  const second = await tag();
  expect(second).not.toBe(first);
  await server.registry.update('aire', { description: 'on the roof' });
  expect(await tag()).not.toBe(second);
  expect((await get('/latest', { 'if-none-match': second })).statusCode).toBe(200);
});

test('the tag of projects changes when an organisation does', async () => {
  const tag = async () => String((await get('/projects')).headers.etag);
  const before = await tag();
  const fab = server.registry.organisations.get('fab');
  if (fab !== undefined) await server.registry.organisations.put({ ...fab, name: 'Fab Lab' });
  expect(await tag()).not.toBe(before);
});

test.each([
  ['/series?phenomenon=pm2_5&bucket=1&from=2026-01-01&to=2026-02-01', 400, /at most 5000/],
  ['/series?phenomenon=pm2_5&from=2026-02-01&to=2026-01-01', 400, /"from" is not before "to"/],
  ['/series?phenomenon=pm25', 400, /"phenomenon" is "pm25"; accepted: an id that/],
  ['/readings?from=yesterday', 400, /"from" is "yesterday"/],
  ['/readings?kit=nobody', 400, /"nobody", which is not registered/],
  ['/readings?project=nobody', 400, /"nobody", which is not registered/],
  ['/latest?place=nobody', 400, /"nobody", which is not registered/],
  ['/readings?format=xml', 400, /"format" is "xml"; accepted: json, ndjson, csv/],
  ['/kits?bbox=1,2,3,x', 400, /four numbers/],
  ['/kits/nobody', 404, /No kit "nobody"/],
  ['/kits/Nobody!', 400, /path parameter "id"/],
  ['/projects/nobody', 404, /No project "nobody"/],
  ['/places/nobody', 404, /No place "nobody"/],
  ['/organisations/nobody', 404, /No organisation "nobody"/],
  ['/kits/nobody/receipts', 404, /No kit "nobody"/],
  ['/nothing', 404, /no GET/],
])('%s is a problem %d in words', async (url, status, words) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.json()).toMatchObject({ status, detail: expect.stringMatching(words) });
});

test('a format that is not on offer is refused, a browser gets JSON', async () => {
  for (const url of ['/kits', '/places', '/readings'])
    expect((await get(url, { accept: 'image/png' })).json()).toMatchObject({
      status: 406,
      code: 'not_acceptable',
    });
  const browser = await get('/kits', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
  expect(browser.headers['content-type']).toContain('application/json');
});

test('a busy store is said with when to ask again; any other fault without its details', async () => {
  const { scans } = server;
  try {
    scans.fault = new StoreBusyError(7);
    for (const url of ['/kits/aire', '/series?phenomenon=pm2_5', '/readings?kit=aire']) {
      const answer = await get(url);
      expect(answer.json()).toMatchObject({ status: 503, code: 'store_busy' });
      expect(answer.headers['retry-after']).toBe('7');
    }
    scans.fault = new Error('secret path /var/lib');
    const answer = await get('/kits/aire');
    expect(answer.json()).toMatchObject({ status: 500, code: 'internal' });
    expect(answer.body).not.toContain('secret');
  } finally {
    scans.fault = undefined;
  }
});

test('pages of other origins may read, and not write', async () => {
  const read = await get('/kits', { origin: 'https://other.example' });
  expect(read.headers['access-control-allow-origin']).toBe('*');
  const preflight = await server.app.inject({
    method: 'OPTIONS',
    url: '/api/v1/kits',
    headers: { origin: 'https://other.example', 'access-control-request-method': 'POST' },
  });
  expect(preflight.headers['access-control-allow-methods']).toBe('GET, HEAD');
});

test('the content policy names this server only, and tile servers where they are configured', async () => {
  const policy = String((await get('/kits')).headers['content-security-policy']);
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/https?:|unsafe/);
  const tiles = await openServer({ imageOrigins: ['https://tiles.example'] });
  const answer = await tiles.app.inject('/api/v1/phenomena');
  expect(answer.headers['content-security-policy']).toContain(
    "img-src 'self' data: blob: https://tiles.example",
  );
  await tiles.close();
});

test('health, readiness and metrics are answered beside the API', async () => {
  const at = async (url: string) => server.app.inject(url);
  expect((await at('/healthz')).json()).toEqual({ status: 'ok' });
  expect((await at('/readyz')).json()).toEqual({ ready: true, reasons: [], notes: [] });
  const metrics = await at('/metrics');
  expect([metrics.body, metrics.headers['content-type']]).toEqual([
    'up 1\n',
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const ill = await openServer({ ready: ['the disk is full'] });
  const answer = await ill.app.inject('/readyz');
  expect([answer.statusCode, answer.json()]).toEqual([
    503,
    { ready: false, reasons: ['the disk is full'], notes: [] },
  ]);
  await ill.close();
});

test('large answers are compressed for those who take it', async () => {
  const answer = await get('/problems', { 'accept-encoding': 'gzip' });
  expect(answer.headers['content-encoding']).toBe('gzip');
  expect(String(answer.headers.vary)).toContain('accept-encoding');
});
