import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FLAGS } from '../../domain/flags.ts';
import { kitCollectionSchema, kitViewSchema } from '../../open-data/schemas/kit.ts';
import { placeCollectionSchema, placeViewSchema } from '../../open-data/schemas/project.ts';
import { readingViewSchema } from '../../open-data/schemas/reading.ts';
import { exportSchema, seriesSchema } from '../../open-data/schemas/values.ts';
import { StoreBusyError } from '../../stores/contract.ts';
import { kitFields, NOON, openServer, reading, type TestServer } from './server.ts';

/** Exact positions, in a form that no other number of an answer has. */
const EXACT = { lat: 41.4031234567, lon: 2.1987654321 };
const SQUARE = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [2.19, 41.4],
      [2.21, 41.4],
      [2.21, 41.41],
      [2.19, 41.41],
      [2.19, 41.4],
    ],
  ],
};

let server: TestServer;

beforeAll(async () => {
  server = await openServer({
    readings: [
      reading({ kit: 'aire', value: 11 }),
      reading({ kit: 'aire', phenomenon: 'x_soil', channel: 'b', time: NOON + 1000 }),
      reading({ kit: 'soroll', phenomenon: 'noise_laeq', value: 61.5 }),
      reading({ kit: 'demo', flags: FLAGS.simulated }),
    ],
    receipts: (kit, raw) => [
      {
        ...{
          id: 4,
          kit,
          received: new Date(NOON).toISOString(),
          topic: `kits/${kit}/readings`,
          decoder: 'native/1',
        },
        ...{ accepted: 1, rejected: 1, duplicates: 0, quarantined: 0, missing: 0, assumptions: [] },
        reasons: [
          {
            code: 'wrong_type',
            path: 'no2',
            ...(raw && { found: '"abc"' }),
            rule: 'not a number',
            right: 'a number',
          },
        ],
      },
    ],
  });
  const { registry } = server;
  await registry.organisations.put({
    id: 'fab',
    name: 'Fab Lab',
    url: 'https://fab.example',
    type: 'research',
    description: '',
  });
  await registry.projects.put({
    ...{ id: 'veus', name: 'Veus', summary: '', description: '', url: '', status: 'live', simulated: false },
    ...{ organisations: ['fab'], cluster: 'cities-urban-development', strategies: ['km0'] },
  });
  await registry.places.put({
    id: 'illa',
    name: 'Illa',
    kind: 'superblock',
    geometry: SQUARE,
    source: 'ours',
    simulated: false,
  });
  await registry.register(
    kitFields({ name: 'Aire', project: 'veus', position: EXACT, precision: 250, model: 'smart-citizen-2-1' }),
    { id: 'aire' },
  );
  await registry.register(
    kitFields({ name: 'Soroll', position: { lat: 41.38, lon: 2.15 }, licence: 'CC0-1.0' }),
    { id: 'soroll' },
  );
  await registry.register(kitFields({ name: 'Demo', position: EXACT }), { id: 'demo', simulated: true });
  await registry.register(kitFields({ name: 'Mut' }), { id: 'mut' });
});
afterAll(() => server.close());

async function get(url: string, headers: Record<string, string> = {}) {
  return server.app.inject({ url: `/api/v1${url}`, headers });
}

async function ids(url: string): Promise<string[]> {
  const { kits } = (await get(url)).json() as { kits: { id?: string; kit?: string }[] };
  return kits.map(({ id, kit }) => id ?? kit ?? '').sort();
}

test('a kit view ties a kit to project, organisation, cluster, place, position and readings', async () => {
  const { kits } = (await get('/kits')).json();
  expect(kits.find(({ id }: { id: string }) => id === 'aire')).toEqual({
    id: 'aire',
    name: 'Aire',
    description: '',
    model: { id: 'smart-citizen-2-1', name: 'Smart Citizen Kit 2.1' },
    dialect: 'native',
    project: { id: 'veus', name: 'Veus' },
    organisations: [{ id: 'fab', name: 'Fab Lab' }],
    cluster: {
      id: 'cities-urban-development',
      names: {
        ca: 'Ciutats i desenvolupament urbà',
        es: 'Ciudades y desarrollo urbano',
        en: 'Cities and urban development',
      },
    },
    places: [{ id: 'illa', name: 'Illa', kind: 'superblock' }],
    position: expect.objectContaining({
      lat: expect.closeTo(EXACT.lat, 2),
      lon: expect.closeTo(EXACT.lon, 2),
    }),
    precision: 250,
    exposure: 'outdoor',
    licence: 'CC-BY-4.0',
    steward: '',
    simulated: false,
    open: false,
    created: '2026-03-01T12:00:00.000Z',
    lastHeard: '2026-03-01T12:00:03.000Z',
    latest: [
      expect.objectContaining({ phenomenon: 'pm2_5', value: 11, unit: 'ug/m3', flags: [] }),
      expect.objectContaining({ phenomenon: 'x_soil', channel: 'b', unit: '' }),
    ],
  });
});

test.each([
  ['/kits', ['aire', 'demo', 'mut', 'soroll']],
  ['/kits?project=veus', ['aire']],
  ['/kits?place=illa', ['aire', 'demo']],
  ['/kits?place=illa&simulated=exclude', ['aire']],
  ['/kits?simulated=only', ['demo']],
  ['/kits?phenomenon=noise_laeq', ['soroll']],
  ['/kits?phenomenon=noise_laeq&phenomenon=x_soil', ['aire', 'soroll']],
  ['/kits?bbox=2.1,41.37,2.16,41.39', ['soroll']],
  ['/kits?bbox=170,-90,-170,90', []],
  ['/kits?bbox=170,-90,3,90', ['aire', 'demo', 'soroll']],
  ['/latest', ['aire', 'soroll']],
  ['/latest?simulated=include', ['aire', 'demo', 'soroll']],
  ['/latest?phenomenon=x_soil', ['aire']],
  ['/latest?place=illa', ['aire']],
])('%s answers the kits %j', async (url, expected) => {
  expect(await ids(url)).toEqual(expected);
});

test('kits as GeoJSON have the longitude first, and no geometry where there is no position', async () => {
  const answer = await get('/kits', { accept: 'application/geo+json' });
  expect(answer.headers['content-type']).toBe('application/geo+json; charset=utf-8');
  const { type, features } = answer.json();
  expect(type).toBe('FeatureCollection');
  const of = (id: string) => features.find((feature: { id: string }) => feature.id === id);
  expect(of('soroll').geometry.coordinates[0]).toBeCloseTo(2.15, 2);
  expect(of('mut').geometry).toBeNull();
  expect((await get('/kits?format=geojson')).body).toBe(answer.body);
  expect((await get('/kits?format=json', { accept: 'application/geo+json' })).json().kits).toHaveLength(4);
});

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

test('one kit says what is stored of it', async () => {
  const { holdings } = (await get('/kits/aire')).json();
  expect(holdings).toEqual([
    {
      phenomenon: 'pm2_5',
      channel: '',
      n: 1,
      first: '2026-03-01T12:00:00.000Z',
      last: '2026-03-01T12:00:00.000Z',
    },
    {
      phenomenon: 'x_soil',
      channel: 'b',
      n: 1,
      first: '2026-03-01T12:00:01.000Z',
      last: '2026-03-01T12:00:01.000Z',
    },
  ]);
});

test('projects and organisations name each other and their kits', async () => {
  const project = (await get('/projects/veus')).json();
  expect(project).toMatchObject({
    organisations: [{ id: 'fab', name: 'Fab Lab', url: 'https://fab.example' }],
    cluster: { id: 'cities-urban-development', lead: { name: 'Barcelona Activa' } },
    strategies: [{ id: 'km0' }],
    kits: ['aire'],
  });
  expect((await get('/projects')).json()).toEqual({ projects: [project] });
  expect((await get('/organisations/fab')).json().projects).toEqual([{ id: 'veus', name: 'Veus' }]);
  expect((await get('/organisations')).json().organisations).toHaveLength(1);
});

test('places come whole, as JSON and as GeoJSON', async () => {
  const [place] = (await get('/places')).json().places;
  expect(place).toEqual({
    id: 'illa',
    name: 'Illa',
    kind: 'superblock',
    source: 'ours',
    simulated: false,
    geometry: SQUARE,
  });
  expect((await get('/places/illa')).json()).toEqual(place);
  const { features } = (await get('/places?format=geojson')).json();
  const { geometry, ...properties } = place;
  expect(features).toEqual([{ type: 'Feature', id: 'illa', geometry, properties }]);
});

test('reference data is complete', async () => {
  const list = async (name: string, key = name) => (await get(`/${name}`)).json()[key].length;
  expect(await list('clusters')).toBe(6);
  expect(await list('strategies')).toBe(11);
  expect(await list('kit-models', 'models')).toBeGreaterThan(5);
  expect(await list('phenomena')).toBeGreaterThan(20);
  const { problems, refusals } = (await get('/problems')).json();
  expect(problems).toContainEqual(expect.objectContaining({ code: 'store_busy', status: 503 }));
  expect(refusals).toContainEqual(expect.objectContaining({ code: 'not_json', fate: 'rejected' }));
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

test('a series names its unit and bucket, and leaves simulated kits out unless they are named', async () => {
  const span = 'from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z';
  const series = async (query: string) => (await get(`/series?phenomenon=pm2_5&${span}&${query}`)).json();
  const point = (value: number) => [NOON, value, value, value, 1];
  expect(await series('bucket=3600')).toEqual({
    phenomenon: 'pm2_5',
    unit: 'ug/m3',
    bucketMs: 3_600_000,
    series: [{ kit: 'aire', channel: '', points: [point(11)] }],
  });
  expect((await series('kit=demo')).series).toEqual([{ kit: 'demo', channel: '', points: [point(12.5)] }]);
  expect((await series('merged=true')).series).toEqual([{ kit: '', channel: '', points: [point(11)] }]);
  expect((await series('')).bucketMs).toBe(300_000);
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
  expect((await at('/readyz')).json()).toEqual({ ready: true, reasons: [] });
  const metrics = await at('/metrics');
  expect([metrics.body, metrics.headers['content-type']]).toEqual([
    'up 1\n',
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const ill = await openServer({ ready: ['the disk is full'] });
  const answer = await ill.app.inject('/readyz');
  expect([answer.statusCode, answer.json()]).toEqual([503, { ready: false, reasons: ['the disk is full'] }]);
  await ill.close();
});

test('large answers are compressed for those who take it', async () => {
  const answer = await get('/problems', { 'accept-encoding': 'gzip' });
  expect(answer.headers['content-encoding']).toBe('gzip');
  expect(String(answer.headers.vary)).toContain('accept-encoding');
});
