import { expect, test } from 'vitest';
import { notWgs84 } from './wgs84.ts';

const at = (...coordinates: unknown[]) => [{ type: 'Feature', geometry: { type: 'Polygon', coordinates } }];
const crs = (name: string) => ({ type: 'name', properties: { name } });

test('degrees are taken, named or not, also the names of older files', () => {
  expect(notWgs84(at([[2.16, 41.38]]), undefined)).toBeUndefined();
  for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4258'])
    expect(notWgs84(at([[2.16, 41.38]]), crs(name))).toBeUndefined();
});

test('a projection is refused, named or told by its metres, with how to convert it', () => {
  const metres = notWgs84(at([[[430_164.2, 4_581_940.5]]]), undefined);
  expect(metres).toContain('430164.2, 4581940.5');
  expect(metres).toContain('ogr2ogr -t_srs EPSG:4326');
  expect(notWgs84(at([[2, 41]]), crs('urn:ogc:def:crs:EPSG::25831'))).toContain('EPSG::25831');
});

test('what is no feature, and one latitude too many, are left to the features themselves', () => {
  expect(notWgs84([], undefined)).toBeUndefined();
  expect(notWgs84([null, { geometry: null }], 'x')).toBeUndefined();
  expect(notWgs84(at([[41.4, 200]]), undefined)).toBeUndefined();
});
