import { afterEach, beforeEach, expect, test } from 'vitest';
import { kitFields, NOON, openServer, reading, type TestServer } from './server.ts';

const MINUTE = 60_000;
const MAPPING = { format: 'json', values: [{ at: '$.t', phenomenon: 'temperature', unit: '°F' }] };

let server: TestServer;
let token: string;

/** Readings every minute of two hours before noon, without those of `silent`. */
function minutes(...silent: number[]) {
  return Array.from({ length: 120 }, (_, i) => i)
    .filter((i) => !silent.includes(i))
    .map((i) => reading({ kit: 'aire', time: NOON - (120 - i) * MINUTE }));
}

async function open(readings = minutes()) {
  server = await openServer({ readings });
  const made = await server.registry.register(kitFields({ name: 'Aire' }), { id: 'aire' });
  token = 'token' in made ? (made.token ?? '') : '';
}

beforeEach(() => open());
afterEach(() => server.close());

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

function send(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  url: string,
  payload?: unknown,
  authorization?: string,
) {
  const headers = {
    authorization: authorization ?? basic('aire', token),
    ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const body = payload === undefined ? {} : { payload: JSON.stringify(payload) };
  return server.app.inject({ method, url: `/api/v1/kits/aire${url}`, headers, ...body });
}

test('what is a kit’s own is its own and the administrator’s', async () => {
  const doors = [
    ['GET', '/setup'],
    ['PUT', '/mapping'],
    ['PUT', '/meanings'],
    ['POST', '/mapping/preview'],
    ['POST', '/redecode'],
    ['PUT', '/calibrations'],
    ['POST', '/annotations'],
    ['DELETE', '/annotations/abc'],
    ['POST', '/uploads'],
  ] as const;
  const other = await server.registry.register(kitFields({ name: 'Soroll' }), { id: 'soroll' });
  const theirs = basic('soroll', 'token' in other ? (other.token ?? '') : '');
  for (const [method, url] of doors) {
    const wrong = await send(method, url, undefined, basic('aire', 'wrong'));
    expect([url, wrong.statusCode, wrong.headers['www-authenticate']]).toEqual([
      url,
      401,
      'Basic realm="kit", Bearer realm="superilla"',
    ]);
    expect([url, (await send(method, url, undefined, theirs)).statusCode]).toEqual([url, 403]);
  }
  for (const who of [undefined, `Bearer ${server.admin}`])
    expect((await send('GET', '/setup', undefined, who)).json()).toMatchObject({
      dialect: 'native',
      mapping: null,
      settings: [{ name: 'password', value: '' }],
    });
});

test('a mapping is kept and makes the dialect, and null takes both away', async () => {
  const saved = (await send('PUT', '/mapping', MAPPING)).json();
  expect(saved).toMatchObject({ dialect: 'mapping', redecode: '/api/v1/kits/aire/redecode' });
  expect(server.registry.kit('aire')?.mapping).toMatchObject({ format: 'json', decimal: '.' });
  expect((await send('PUT', '/mapping', null)).json()).toMatchObject({ dialect: 'native', mapping: null });
});

test('meanings are kept, and faults in them are all said', async () => {
  const good = { t_out: { phenomenon: 'temperature', unit: '°F' } };
  expect((await send('PUT', '/meanings', good)).json().meanings).toEqual(good);
  const bad = { a: { phenomenon: 'temperature', unit: 'hPa' }, b: { phenomenon: '°', unit: 'V' } };
  const answer = await send('PUT', '/meanings', bad);
  expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_parameter' });
  expect(answer.json().detail).toMatch(/"a": "hPa" is no unit of temperature: Cel, .* "b": "°" holds no/);
  expect(server.registry.kit('aire')?.meanings).toEqual(good);
  expect((await send('PUT', '/meanings', { a: {} })).json().detail).toMatch(/a\.phenomenon" is missing/);
  expect((await send('POST', '/mapping/preview', { meanings: bad })).json().faults).toHaveLength(2);
  expect((await send('POST', '/mapping/preview', { meanings: good, mapping: MAPPING })).statusCode).toBe(400);
});

test('a kit reads its last day anew, the administrator any time', async () => {
  expect((await send('POST', '/redecode')).statusCode).toBe(200);
  const early = '/redecode?from=2026-02-01';
  expect((await send('POST', early)).json()).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await send('POST', early, undefined, `Bearer ${server.admin}`)).statusCode).toBe(200);
});

test('silences are told with what was probably lost, and a kit that is late is overdue', async () => {
  const regular = (await send('GET', '/losses')).json();
  expect(regular).toMatchObject({ intervalMs: MINUTE, overdue: false, gaps: [], moreGaps: 0 });
  await server.close();
  const short = [30, 31, 32];
  const long = Array.from({ length: 20 }, (_, i) => 60 + i);
  const end = Array.from({ length: 10 }, (_, i) => 110 + i);
  await open(minutes(...short, ...long, ...end));
  const { gaps, overdue, intervalMs } = (await send('GET', '/losses')).json();
  expect([intervalMs, overdue]).toEqual([MINUTE, true]);
  const at = (minute: number) => new Date(NOON - (120 - minute) * MINUTE).toISOString();
  expect(gaps).toEqual([
    { from: at(109), to: null, lost: 10 },
    { from: at(59), to: at(80), lost: 20 },
  ]);
});

test('losses of a kit that never sent are zeros, and those of no kit are a problem', async () => {
  await server.close();
  await open([]);
  expect((await send('GET', '/losses')).json()).toMatchObject({
    intervalMs: null,
    lastHeard: null,
    gaps: [],
  });
  expect((await server.app.inject('/api/v1/kits/nobody/losses')).statusCode).toBe(404);
});
