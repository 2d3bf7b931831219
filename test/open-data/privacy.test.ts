import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXACT, openDistrict } from './district.ts';
import type { TestServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openDistrict();
});
afterAll(() => server.close());

async function get(url: string, headers: Record<string, string> = {}) {
  return server.app.inject({ url: `/api/v1${url}`, headers });
}

test('no answer holds an exact position', async () => {
  const secret = [String(EXACT.lat), String(EXACT.lon), '41.40312', '2.19876'];
  const urls = [
    ...[
      '/kits',
      '/kits?format=geojson',
      '/kits/aire',
      '/kits/aire/receipts',
      '/latest',
      '/projects',
      '/projects/veus',
    ],
    ...[
      '/readings',
      '/readings?format=csv',
      '/readings?format=ndjson',
      '/series?phenomenon=pm2_5&kit=aire',
      '/places',
    ],
  ];
  const trusted = await server.trusted.inject({
    method: 'PATCH',
    url: '/api/v1/kits/aire',
    payload: { steward: 'Ada' },
  });
  expect(trusted.statusCode).toBe(200);
  const bodies = [trusted.body, ...(await Promise.all(urls.map(async (url) => (await get(url)).body)))];
  for (const body of bodies) {
    expect(body.length).toBeGreaterThan(20);
    for (const digits of secret) expect(body).not.toContain(digits);
  }
  await server.registry.update('aire', { steward: '' });
});

test('what was found in a message is only for the kit and the administrator', async () => {
  const { token } = (await server.registry.rotate('aire')) as { token: string };
  const other = (await server.registry.rotate('soroll')) as { token: string };
  const basic = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const ask = async (authorization?: string) => {
    const answer = await get('/kits/aire/receipts', authorization === undefined ? {} : { authorization });
    return { status: answer.statusCode, found: answer.body.includes('abc'), headers: answer.headers };
  };
  expect(await ask()).toMatchObject({ status: 200, found: false });
  expect(await ask(basic('aire', token))).toMatchObject({ status: 200, found: true });
  expect(await ask(`Bearer ${server.admin}`)).toMatchObject({ status: 200, found: true });
  const wrong = await ask(basic('aire', 'wrong'));
  expect(wrong).toMatchObject({ status: 401, found: false });
  expect(wrong.headers['www-authenticate']).toContain('Basic');
  expect(await ask(`Bearer ${token}`)).toMatchObject({ status: 401, found: false });
  expect(await ask(basic('soroll', other.token))).toMatchObject({ status: 403, found: false });
});
