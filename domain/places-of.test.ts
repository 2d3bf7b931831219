import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contains } from './geo.ts';
import { placesAt } from './places-of.ts';
import { type Place, placeSchema } from './project.ts';

function square(id: string, west: number, south: number, size: number): Place {
  const [east, north] = [west + size, south + size];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return placeSchema.parse({ id, name: id, geometry: { type: 'Polygon', coordinates: [ring] } });
}

const PLACES = [
  square('city', 0, 0, 10),
  square('block', 2, 2, 1),
  square('far', -60, -40, 5),
  placeSchema.parse({ id: 'lab', name: 'Lab', geometry: { type: 'Point', coordinates: [2.5, 2.5] } }),
  placeSchema.parse({
    id: 'isles',
    name: 'Isles',
    geometry: {
      type: 'MultiPolygon',
      coordinates: ['a', 'b'].map((_, n) => {
        const { geometry } = square('x', 2 + n * 5, 2, 2);
        return geometry.type === 'Polygon' ? geometry.coordinates : [];
      }),
    },
  }),
];

it('gives the places that a position lies in, in their order', () => {
  expect(placesAt(PLACES, { lat: 2.5, lon: 2.5 }).map((p) => p.id)).toEqual(['city', 'block', 'isles']);
  expect(placesAt(PLACES, { lat: 50, lon: 50 })).toEqual([]);
});

it('agrees with looking at every place', () => {
  const position = fc.record({
    lat: fc.double({ min: -50, max: 20, noNaN: true }),
    lon: fc.double({ min: -70, max: 20, noNaN: true }),
  });
  fc.assert(
    fc.property(position, (given) => {
      expect(placesAt(PLACES, given)).toEqual(PLACES.filter((p) => contains(p.geometry, given)));
    }),
  );
});
