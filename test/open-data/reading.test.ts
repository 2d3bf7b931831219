import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXACT, openDistrict, SQUARE } from './district.ts';
import { NOON, type TestServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openDistrict();
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
    official: false,
    calibrations: [],
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
