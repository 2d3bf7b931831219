import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { kitFields, NOON, openServer, reading, type TestServer } from './server.ts';
import { listen, open, until } from './socket.ts';

const VALUES = [0.1 + 0.2, -0.1, 1e-7, 5e-324, 1.7976931348623157e308, 101325, 2 ** 53];

let server: TestServer;
let port: number;

beforeAll(async () => {
  server = await openServer({
    readings: [
      ...VALUES.map((value, n) => reading({ kit: 'aire', value, time: NOON + n * 1000 })),
      reading({ kit: 'lliure', phenomenon: 'x_soil', channel: 'b' }),
      reading({ kit: 'demo', flags: FLAGS.simulated | FLAGS.time_assigned }),
      ...Array.from({ length: 20_000 }, (_, n) => reading({ kit: 'molt', time: NOON + n * 1000 })),
    ],
  });
  const { registry } = server;
  await registry.register(kitFields({ name: 'Aire', steward: 'Ada' }), { id: 'aire' });
  await registry.register(kitFields({ name: 'Lliure', licence: 'CC0-1.0' }), { id: 'lliure' });
  await registry.register(kitFields({ name: 'Demo' }), { id: 'demo', simulated: true });
  await registry.register(kitFields({ name: 'Molt' }), { id: 'molt' });
  port = await listen(server.app);
});
afterAll(() => server.close());

const path = (query: string) => `/api/v1/readings?${query}`;
const get = (query: string, headers = {}) => server.app.inject({ url: path(query), headers });
const rows = (csv: string) => parse(csv, { columns: true }) as Record<string, string>[];

test('a CSV export reads back to the values that were stored', async () => {
  const answer = await get('kit=aire&format=csv');
  expect(answer.headers['content-type']).toContain('text/csv');
  expect(answer.headers['content-disposition']).toBe('attachment; filename="superilla-readings.csv"');
  expect(rows(answer.body).map((row) => Number(row['value']))).toEqual(VALUES);
});

test('licences stand in the column, in the Link header and in the JSON', async () => {
  const csv = await get('kit=aire&kit=lliure', { accept: 'text/csv' });
  expect(csv.headers.link).toBe(
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license", <https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"',
  );
  expect(rows(csv.body).find(({ kit }) => kit === 'lliure')).toMatchObject({
    licence: 'CC0-1.0',
    channel: 'b',
    unit: '',
  });
  const json = (await get('kit=aire')).json();
  expect(json.licences).toEqual([{ id: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' }]);
  expect(json.attribution).toEqual([{ kit: 'aire', name: 'Aire', steward: 'Ada', licence: 'CC-BY-4.0' }]);
  expect(json.readings.map(({ value }: { value: number }) => value)).toEqual(VALUES);
});

test('simulated kits are left out and that is said, unless they are asked for', async () => {
  const without = await get('kit=demo&kit=lliure&format=ndjson');
  expect(without.headers['x-superilla-left-out']).toBe('simulated');
  expect(without.body).not.toContain('"demo"');
  const including = await get('kit=demo&kit=lliure&format=ndjson&simulated=include');
  expect(including.headers['x-superilla-left-out']).toBeUndefined();
  expect(JSON.parse(including.body.split('\n').find((line) => line.includes('"demo"')) ?? '')).toMatchObject({
    flags: ['time_assigned', 'simulated'],
  });
  expect(
    (await get('kit=demo&kit=lliure&format=ndjson&simulated=only')).body.trim().split('\n'),
  ).toHaveLength(1);
});

test('the end of a span is exclusive and the query is said as it was understood', async () => {
  const json = (
    await get('kit=aire&from=2026-03-01T12:00:01Z&to=2026-03-01T13:00:03%2B01:00&phenomenon=pm2_5')
  ).json();
  expect(json.readings.map(({ value }: { value: number }) => value)).toEqual(VALUES.slice(1, 3));
  expect(json.query).toEqual({
    ...{ kit: ['aire'], phenomenon: ['pm2_5'], simulated: 'exclude' },
    ...{ from: '2026-03-01T12:00:01.000Z', to: '2026-03-01T12:00:03.000Z' },
  });
});

test('an export of nothing is whole in every format', async () => {
  const none = 'kit=aire&from=2030-01-01';
  expect((await get(`${none}&format=csv`)).body).toBe(
    'time,kit,phenomenon,channel,value,unit,flags,received,licence,level,corrected,correction\r\n',
  );
  expect((await get(`${none}&format=ndjson`)).body).toBe('');
  expect((await get(none)).json().readings).toEqual([]);
  expect((await get('simulated=only&kit=aire')).json().readings).toEqual([]);
});

test('an export is compressed while it streams for those who take it', async () => {
  const answer = await open(port, path('kit=molt&format=csv'), { 'accept-encoding': 'gzip' });
  expect(answer.headers['content-encoding']).toBe('gzip');
  expect(rows(await text(answer.pipe(createGunzip())))).toHaveLength(20_000);
});

test.each([{}, { 'accept-encoding': 'gzip' }])(
  'a fault in the middle breaks the connection %j: no short file passes for a whole one',
  async (headers) => {
    const { scans } = server;
    scans.fault = new Error('the disk is gone');
    scans.faultAfter = 5000;
    try {
      for (const format of ['csv', 'ndjson', 'json']) {
        const answer = await open(port, path(`kit=molt&format=${format}`), headers);
        expect(answer.statusCode).toBe(200);
        await expect(text(answer)).rejects.toThrow(/aborted/);
        expect(answer.complete).toBe(false);
      }
    } finally {
      scans.fault = undefined;
      scans.faultAfter = 0;
    }
    await until('every scan ended', () => scans.open === 0);
  },
);

test.each([{}, { 'accept-encoding': 'gzip' }])(
  'a client that goes away ends the scan %j',
  async (headers) => {
    const { scans } = server;
    scans.slow = true;
    const answer = await open(port, path('kit=molt&format=ndjson'), headers);
    expect(scans.open).toBe(1);
    answer.destroy();
    await until('the scan ended', () => scans.open === 0);
    scans.slow = false;
  },
);

test('a client that goes away before the first byte ends the scan', async () => {
  const { scans } = server;
  scans.slow = true;
  const asked = request({ port, path: path('kit=molt&format=ndjson'), host: '127.0.0.1', agent: false });
  asked.on('error', () => undefined).end();
  await until('the scan began', () => scans.open === 1);
  asked.destroy();
  await until('the scan ended', () => scans.open === 0);
  scans.slow = false;
});

test('a client that takes nothing is let go', async () => {
  const readings = Array.from({ length: 50_000 }, (_, n) => reading({ kit: 'molt', time: NOON + n }));
  const other = await openServer({ readings, exportStallMs: 300 });
  await other.registry.register(kitFields({ name: 'Molt' }), { id: 'molt' });
  const answer = await open(await listen(other.app), path('kit=molt&format=ndjson'));
  await until('the scan began', () => other.scans.open === 1);
  await until('the scan ended', () => other.scans.open === 0);
  answer.destroy();
  await other.close();
});

test('asking for the head of an export starts no scan', async () => {
  const answer = await server.app.inject({ method: 'HEAD', url: path('kit=molt') });
  expect(answer.statusCode).toBe(404);
  expect(server.scans.open).toBe(0);
});
