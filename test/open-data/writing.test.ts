import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openServer, type TestServer } from './server.ts';

const BARRIS = new URL('../../../shared/datasets/bcn-geometry/barris.geojson', import.meta.url);

let server: TestServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function send(method: Method, url: string, payload?: object, token: string | undefined = server.admin) {
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
  return server.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
}

test('nobody writes without the administrator’s token', async () => {
  const doors: [Method, string][] = [
    ['POST', '/kits'],
    ['PATCH', '/kits/a'],
    ['DELETE', '/kits/a'],
    ['POST', '/kits/a/rotate'],
    ['POST', '/kits/a/revoke'],
    ['PUT', '/projects/a'],
    ['DELETE', '/projects/a'],
    ['PUT', '/organisations/a'],
    ['DELETE', '/organisations/a'],
    ['PUT', '/places/a'],
    ['DELETE', '/places/a'],
    ['POST', '/places/import'],
    ['POST', '/invitations'],
  ];
  for (const [method, url] of doors)
    for (const token of ['', 'wrong']) {
      const answer = await send(method, url, method === 'DELETE' ? undefined : {}, token);
      expect([method, url, answer.statusCode]).toEqual([method, url, 401]);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="superilla"');
      expect(answer.json()).toMatchObject({ code: 'unauthorized' });
    }
});

test('over the administrator’s socket no credential is asked', async () => {
  const answer = await server.trusted.inject({
    method: 'POST',
    url: '/api/v1/kits',
    payload: { name: 'Aire' },
  });
  expect(answer.statusCode).toBe(201);
});

test('a kit is registered, and its credential works', async () => {
  const answer = await send('POST', '/kits', {
    name: 'El meu kit',
    id: 'meu',
    dialect: 'airrohr',
    externalId: '123',
  });
  expect(answer.statusCode).toBe(201);
  const { kit, credentials, topics, settings } = answer.json();
  expect(kit).toMatchObject({
    id: 'meu',
    name: 'El meu kit',
    dialect: 'airrohr',
    precision: 50,
    open: false,
  });
  expect(server.registry.authenticate('meu', credentials.password)).toBe(true);
  expect(topics).toEqual({
    readings: 'kits/meu/readings',
    receipts: 'kits/meu/receipts',
    publish: ['kits/meu/readings'],
  });
  expect(settings).toEqual([{ name: 'password', value: credentials.password }]);
});

test('an open kit has no credential', async () => {
  const { credentials, kit } = (await send('POST', '/kits', { name: 'Obert', open: true })).json();
  expect([credentials, kit.open]).toEqual([null, true]);
});

test('obstacles are problems that say what is in the way', async () => {
  await send('POST', '/kits', { name: 'A', id: 'aire' });
  const again = await send('POST', '/kits', { name: 'B', id: 'aire' });
  expect(again.json()).toMatchObject({ status: 409, code: 'already_exists' });
  const dangling = await send('POST', '/kits', { name: 'B', project: 'nowhere' });
  expect(dangling.json()).toMatchObject({ status: 400, code: 'invalid_parameter' });
  expect(dangling.json().detail).toContain('"project"');
  await send('PUT', '/projects/veus', { name: 'Veus' });
  await send('PATCH', '/kits/aire', { project: 'veus' });
  expect((await send('DELETE', '/projects/veus')).json()).toMatchObject({ status: 409, code: 'in_use' });
  expect((await send('DELETE', '/projects/nowhere')).json()).toMatchObject({ status: 404 });
});

test('a change leaves alone what it does not name, and null takes away', async () => {
  await send('PUT', '/projects/veus', { name: 'Veus' });
  const first = {
    name: 'A',
    id: 'aire',
    precision: 250,
    licence: 'ODbL-1.0',
    project: 'veus',
    steward: 'Ada',
  };
  await send('POST', '/kits', first);
  const changed = (await send('PATCH', '/kits/aire', { name: 'B' })).json();
  expect(changed).toMatchObject({ name: 'B', precision: 250, licence: 'ODbL-1.0', steward: 'Ada' });
  expect(changed.project).toEqual({ id: 'veus', name: 'Veus' });
  expect((await send('PATCH', '/kits/aire', { project: null })).json().project).toBeNull();
  expect((await send('PATCH', '/kits/aire', { name: null })).statusCode).toBe(400);
  expect((await send('PATCH', '/kits/nobody', {})).statusCode).toBe(404);
});

test('a removed kit is gone and its readings are erased', async () => {
  await send('POST', '/kits', { name: 'A', id: 'aire' });
  const answer = await send('DELETE', '/kits/aire');
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  expect(server.erased).toEqual(['aire']);
  expect((await send('GET', '/kits/aire')).statusCode).toBe(404);
  expect((await send('DELETE', '/kits/aire')).statusCode).toBe(404);
});

test('a rotated token replaces the old one, a revoked one is gone', async () => {
  const { credentials } = (await send('POST', '/kits', { name: 'A', id: 'aire' })).json();
  const rotated = (await send('POST', '/kits/aire/rotate')).json();
  expect(server.registry.authenticate('aire', credentials.password)).toBe(false);
  expect(server.registry.authenticate('aire', rotated.credentials.password)).toBe(true);
  expect((await send('POST', '/kits/aire/revoke')).statusCode).toBe(204);
  expect(server.registry.authenticate('aire', rotated.credentials.password)).toBe(false);
  expect((await send('POST', '/kits/nobody/rotate')).statusCode).toBe(404);
});

test('an overlap lets the token before the newest work on, and has bounds', async () => {
  const { credentials } = (await send('POST', '/kits', { name: 'A', id: 'aire' })).json();
  const rotated = (await send('POST', '/kits/aire/rotate', { overlapHours: 24 })).json();
  for (const { password } of [credentials, rotated.credentials])
    expect(server.registry.authenticate('aire', password)).toBe(true);
  for (const overlapHours of [-1, 169, '24'])
    expect((await send('POST', '/kits/aire/rotate', { overlapHours })).statusCode).toBe(400);
  expect((await send('POST', '/kits/aire/rotate', { overlap: 1 })).statusCode).toBe(400);
});

test('projects, organisations and places are kept, replaced and removed', async () => {
  const records: [string, object][] = [
    ['/organisations/fab', { name: 'Fab Lab', type: 'research' }],
    ['/projects/veus', { name: 'Veus', organisations: ['fab'] }],
    ['/places/placa', { name: 'Plaça', geometry: { type: 'Point', coordinates: [2, 41] } }],
  ];
  for (const [url, record] of records) {
    expect((await send('PUT', url, record)).statusCode).toBe(201);
    const again = await send('PUT', url, { ...record, name: 'Altre' });
    expect([again.statusCode, again.json().name]).toEqual([200, 'Altre']);
    expect((await send('GET', url)).json().name).toBe('Altre');
    expect((await send('PUT', url, { ...record, id: 'other' })).json().detail).toContain('"id"');
    expect((await send('PUT', url, { ...record, nam: 'x' })).json().detail).toContain('"nam" is not known');
  }
  for (const [url] of records.reverse()) expect((await send('DELETE', url)).statusCode).toBe(204);
});

const feature = (NOM: unknown, coordinates: number[]) => ({
  type: 'Feature',
  properties: { NOM },
  geometry: { type: 'Point', coordinates },
});

test('features become places, and those that cannot are refused one by one', async () => {
  const features = [
    feature('el Poblenou', [2.2, 41.4, 0]),
    feature('Al revés', [41.4, 200]),
    feature(null, [2, 41]),
    feature('El Poblenou', [2.1, 41.4]),
  ];
  const payload = { type: 'FeatureCollection', name: 'barris', features };
  const answer = await send('POST', '/places/import?kind=neighbourhood&name=NOM&source=the%20city', payload);
  const { imported, refused } = answer.json();
  expect(imported).toBe(1);
  expect(refused.map(({ index }: { index: number }) => index)).toEqual([1, 2, 3]);
  expect((await send('GET', '/places/el-poblenou')).json()).toMatchObject({
    kind: 'neighbourhood',
    source: 'the city',
    geometry: { coordinates: [2.2, 41.4, 0] },
  });
});

test.skipIf(!existsSync(BARRIS))(
  'the neighbourhoods of a real city are imported as they are published',
  async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/places/import?kind=neighbourhood&name=NOM',
      headers: { authorization: `Bearer ${server.admin}`, 'content-type': 'application/geo+json' },
      payload: readFileSync(BARRIS, 'utf8'),
    });
    expect(answer.json()).toEqual({ imported: 73, refused: [] });
    const { features } = (await send('GET', '/places?format=geojson')).json();
    expect(features).toHaveLength(73);
  },
);

test('bodies that are too large, not JSON or of another type are refused as problems', async () => {
  const post = (payload: string, type: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/kits',
      headers: { authorization: `Bearer ${server.admin}`, 'content-type': type },
      payload,
    });
  expect((await post('{"name":', 'application/json')).json()).toMatchObject({
    status: 400,
    code: 'invalid_parameter',
  });
  expect((await post('name=a', 'application/x-www-form-urlencoded')).json()).toMatchObject({ status: 415 });
  const large = JSON.stringify({ name: 'a', description: 'x'.repeat(1_100_000) });
  expect((await post(large, 'application/json')).json()).toMatchObject({
    status: 413,
    code: 'payload_too_large',
  });
});

test('an invitation registers one kit of its project, once', async () => {
  await send('PUT', '/projects/veus', { name: 'Veus' });
  const made = await send('POST', '/invitations', { project: 'veus', note: 'Hola', validDays: 2 });
  expect(made.statusCode).toBe(201);
  const { url, token, expires } = made.json();
  expect([url, expires]).toEqual([`https://superilla.example/invite/${token}`, '2026-03-03T12:00:00.000Z']);
  const seen = (await send('GET', `/invitations/${token}`, undefined, '')).json();
  expect(seen).toEqual({ project: { id: 'veus', name: 'Veus' }, note: 'Hola', expires, openDialects: [] });
  const claimed = await send('POST', `/invitations/${token}/claim`, { name: 'Balcó' }, '');
  expect(claimed.statusCode).toBe(201);
  const { kit, credentials } = claimed.json();
  expect(kit.project.id).toBe('veus');
  expect(server.registry.authenticate(kit.id, credentials.password)).toBe(true);
  const again = await send('POST', `/invitations/${token}/claim`, { name: 'Altre' }, '');
  expect(again.json()).toMatchObject({ status: 410, code: 'invitation_used' });
  expect((await send('GET', '/invitations/aaaaaaaaaaaaaaaaaaaa', undefined, '')).statusCode).toBe(404);
});

test('with an invitation a kit goes without a credential only where the operator opened its dialect’s door', async () => {
  await server.close();
  server = await openServer({
    openDoors: [
      { dialect: 'smart-citizen', open: true, setting: 'MQTT_OPEN' },
      { dialect: 'airrohr', open: false, setting: 'DOORS=airrohr' },
    ],
  });
  const { token } = (await send('POST', '/invitations', {})).json();
  expect((await send('GET', `/invitations/${token}`, undefined, '')).json().openDialects).toEqual([
    'smart-citizen',
  ]);
  const claim = (dialect: string, to = token) =>
    send('POST', `/invitations/${to}/claim`, { name: 'A', dialect, externalId: 'ab12cd', open: true }, '');
  const closed = (await claim('airrohr')).json();
  expect(closed).toMatchObject({ status: 400, code: 'invalid_parameter' });
  expect(closed.detail).toMatch(/"open".*"airrohr".*DOORS=airrohr/);
  expect((await claim('morse')).json().detail).toMatch(/"morse".*smart-citizen, airrohr/);
  expect((await claim('morse', 'aaaaaaaaaaaaaaaaaaaa')).statusCode).toBe(404);
  const { kit, credentials } = (await claim('smart-citizen')).json();
  expect([kit.open, credentials]).toEqual([true, null]);
});

test('a stranger with an invitation cannot choose id, being simulated, or openness of a closed house', async () => {
  const { token } = (await send('POST', '/invitations', {})).json();
  for (const extra of [{ id: 'admin' }, { open: true }, { simulated: true }])
    expect((await send('POST', `/invitations/${token}/claim`, { name: 'A', ...extra }, '')).statusCode).toBe(
      400,
    );
});
