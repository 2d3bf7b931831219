import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { areaOf } from '../../open-data/places/area.ts';
import { openServer, type TestServer } from './server.ts';

const GEOMETRY = '../shared/datasets/bcn-geometry';

let server: TestServer;
beforeEach(async () => {
  server = await openServer({});
});
afterEach(() => server.close());

async function send(query: string, payload: unknown) {
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/places/import?${query}`,
    headers: { authorization: `Bearer ${server.admin}`, 'content-type': 'application/geo+json' },
    payload: JSON.stringify(payload),
  });
  return { status: answer.statusCode, body: answer.json() };
}

function collection(...positions: readonly (readonly [number, number])[]) {
  const features = positions.map((coordinates, at) => ({
    type: 'Feature',
    properties: { NOM: `Barri ${at + 1}`, CODI: `0${at + 1}` },
    geometry: { type: 'Point', coordinates },
  }));
  return { type: 'FeatureCollection', features };
}

describe('Outlines of a city', () => {
  test('come in twice and stand there once', async () => {
    const query = 'kind=neighbourhood&name=NOM&id=CODI&prefix=barri-';
    const file = collection([2.1, 41.3], [2.2, 41.4]);
    expect((await send(query, file)).body).toEqual({ imported: 2, refused: [] });
    expect((await send(query, file)).body).toEqual({ imported: 2, refused: [] });
    expect(server.registry.places.all().map(({ id }) => id)).toEqual(['barri-01', 'barri-02']);
  });

  test('of another kind do not take the place of those of the same number', async () => {
    await send('kind=district&name=NOM&id=CODI', collection([2.1, 41.3]));
    const { body } = await send('kind=neighbourhood&name=NOM&id=CODI', collection([2.2, 41.4], [2.3, 41.5]));
    expect(body).toMatchObject({ imported: 1, refused: [{ index: 0 }] });
    expect(body.refused[0].words).toContain('the district "Barri 1"');
    expect(server.registry.places.get('01')?.kind).toBe('district');
  });

  test('in metres are refused whole, with what to do', async () => {
    const { status, body } = await send('name=NOM', collection([430_164, 4_581_940], [2, 41]));
    expect(status).toBe(400);
    expect(body.detail).toContain('ogr2ogr -t_srs EPSG:4326');
    expect(server.registry.places.all()).toEqual([]);
  });
});

describe.skipIf(!existsSync(GEOMETRY))('Barcelona’s own outlines (skipped where ../shared is absent)', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(`${GEOMETRY}/${name}.geojson`, 'utf8')) as {
      features: { properties: { NOM: string; AREA: number } }[];
    };

  test('are 10 districts and 73 neighbourhoods, as large as the city says they are', async () => {
    const [districts, neighbourhoods] = [read('districtes'), read('barris')];
    const first = await send('kind=district&name=NOM&id=DISTRICTE&prefix=districte-', districts);
    expect(first.body).toEqual({ imported: 10, refused: [] });
    const second = await send('kind=neighbourhood&name=NOM&id=BARRI&prefix=barri-', neighbourhoods);
    expect(second.body).toEqual({ imported: 73, refused: [] });
    const areas = new Map(server.registry.places.all().map(({ name, geometry }) => [name, areaOf(geometry)]));
    for (const { properties } of neighbourhoods.features) {
      const ours = areas.get(properties.NOM) ?? 0;
      // The city counts on its map's plane and we on a sphere: they differ by half a percent at most.
      expect(Math.abs(ours / (properties.AREA / 1e6) - 1), properties.NOM).toBeLessThan(0.005);
    }
  });
});
