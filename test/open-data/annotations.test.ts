import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { kitFields, openServer, type TestServer } from './server.ts';

const NOTE = {
  kind: 'barbecue',
  from: '2026-02-14T19:00:00+01:00',
  to: '2026-02-14T22:00:00+01:00',
  note: 'Calçotada al terrat',
};
const CALIBRATION = {
  ...{ id: 'eixample-no2', version: '2025-03', phenomenon: 'no2', slope: 0.8, offset: 4 },
  coLocation: {
    ...{ report: 'https://example.org/report', station: 'Barcelona (Eixample)' },
    ...{ from: '2025-01-01', to: '2025-02-01', pairs: 700 },
  },
};

let server: TestServer;
let kit: string;
let token: string;
beforeAll(async () => {
  server = await openServer();
});
beforeEach(async () => {
  const made = await server.registry.register(kitFields({ name: 'Aire' }));
  if ('obstacle' in made) throw new Error(made.words);
  [kit, token] = [made.kit.id, made.token ?? ''];
});
afterAll(() => server.close());

/** With the kit's own credential, but for reading: that is anybody's. */
function send(method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, body?: unknown) {
  const authorization = `Basic ${Buffer.from(`${kit}:${token}`).toString('base64')}`;
  return server.app.inject({
    method,
    url: `/api/v1/kits${url}`,
    headers: {
      ...(method !== 'GET' && { authorization }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
}

test('a kit notes something of a period, everybody reads it, and it goes again', async () => {
  expect((await send('GET', `/${kit}/annotations`)).json()).toEqual({ annotations: [] });
  const made = await send('POST', `/${kit}/annotations`, NOTE);
  expect(made.statusCode).toBe(201);
  const { id } = made.json();
  const kept = { id, ...NOTE, from: '2026-02-14T18:00:00.000Z', to: '2026-02-14T21:00:00.000Z' };
  expect(made.json()).toEqual(kept);
  expect((await send('GET', `/${kit}/annotations`)).json()).toEqual({ annotations: [kept] });
  expect((await send('POST', `/${kit}/annotations`, NOTE)).json()).toEqual(kept);
  expect((await send('DELETE', `/${kit}/annotations/${id}`)).statusCode).toBe(204);
  expect((await send('DELETE', `/${kit}/annotations/${id}`)).json()).toMatchObject({ code: 'not_found' });
  expect((await send('GET', `/${kit}/annotations`)).json()).toEqual({ annotations: [] });
});

test('a note may have no text', async () => {
  const { note: _, ...silent } = NOTE;
  expect((await send('POST', `/${kit}/annotations`, silent)).json()).toMatchObject({ note: '' });
});

test.each([
  ['another kind', { kind: 'party' }, /"kind".*barbecue, building_site/],
  ['no time', { from: 'yesterday' }, /"from".*a time such as/],
  ['an end before its beginning', { to: NOTE.from }, /"to".*accepted: a time after `from`/],
  ['a period of years', { to: '2028-01-01' }, /"to".*at most a year after/],
  [
    'a beginning before there were readings',
    { from: '1999-01-01', to: '1999-01-02' },
    /a time from 2010 to 2099/,
  ],
  ['a text too long', { note: 'x'.repeat(281) }, /"note".*at most 280 characters/],
  ['two lines', { note: 'one\ntwo' }, /"note".*one line of text/],
  ['more than is known', { author: 'Ada' }, /"author" is not known here/],
])('a note with %s is refused in words', async (_, change, words) => {
  const answer = await send('POST', `/${kit}/annotations`, { ...NOTE, ...change });
  expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_parameter' });
  expect(answer.json().detail).toMatch(words);
});

test('a kit has so many notes at most, and says so', async () => {
  const from = Date.parse(NOTE.from);
  for (let n = 0; n < 200; n++)
    await server.registry.annotate(kit, { kind: 'other', from: from + n, to: from + 1000, note: '' });
  const answer = await send('POST', `/${kit}/annotations`, NOTE);
  expect(answer.json()).toMatchObject({ status: 409, code: 'full' });
  expect(answer.json().detail).toContain('200 notes');
});

test('notes of a kit that is not there are not found', async () => {
  expect((await send('GET', '/nobody/annotations')).json()).toMatchObject({ code: 'not_found' });
});

test('calibrations are kept, shown with their report on the kit, and taken away by null', async () => {
  const kept = { ...CALIBRATION, channel: '' };
  expect((await send('PUT', `/${kit}/calibrations`, [CALIBRATION])).json()).toEqual({
    kit,
    calibrations: [kept],
  });
  expect((await send('GET', `/${kit}`)).json()).toMatchObject({ calibrations: [kept], official: false });
  expect((await send('PUT', `/${kit}/calibrations`, null)).json().calibrations).toEqual([]);
  expect((await send('GET', `/${kit}`)).json()).toMatchObject({ calibrations: [] });
});

test.each([
  [
    'the same sensor twice',
    [CALIBRATION, { ...CALIBRATION, id: 'other' }],
    /at most one calibration a phenomenon/,
  ],
  ['no report', [{ ...CALIBRATION, coLocation: undefined }], /coLocation/],
  ['a slope of 0', [{ ...CALIBRATION, slope: 0 }], /0\.slope.*any number but 0/],
  ['code', [{ ...CALIBRATION, formula: 'raw * 2' }], /formula/],
])('calibrations with %s change nothing', async (_, body, words) => {
  const answer = await send('PUT', `/${kit}/calibrations`, body);
  expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_parameter' });
  expect(answer.json().detail).toMatch(words);
  expect(server.registry.kit(kit)).not.toHaveProperty('calibrations');
});

test('an official station is not calibrated', async () => {
  await server.registry.register(kitFields({ name: 'Eixample' }), { id: 'eixample', official: true });
  const answer = await server.trusted.inject({
    method: 'PUT',
    url: '/api/v1/kits/eixample/calibrations',
    payload: [CALIBRATION],
  });
  expect(answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining('official station') });
  expect((await send('GET', '/eixample')).json()).toMatchObject({ official: true });
});
