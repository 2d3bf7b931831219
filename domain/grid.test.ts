import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Position, positionSchema } from './geo.ts';
import { cellOf, PRECISIONS, publishedPosition } from './grid.ts';

const position = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});
/** Where people live; at the poles cells of equal degrees are no squares. */
const inhabited = fc.record({
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
  lon: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
});
const coarse = fc.constantFrom(...PRECISIONS.filter((metres) => metres > 0));

function metresBetween(a: Position, b: Position): number {
  const radians = Math.PI / 180;
  const chord =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(chord));
}

it('every position of a cell is published as the same one', () => {
  const inside = fc.double({ min: -0.99, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(inhabited, coarse, inside, inside, (given, metres, north, east) => {
      const { centre, halfLat, halfLon } = cellOf(given, metres);
      const other = { lat: centre.lat + north * halfLat, lon: centre.lon + east * halfLon };
      expect(publishedPosition(other, metres)).toEqual(centre);
    }),
  );
});

it('it is at most three quarters of the grid away', () => {
  fc.assert(
    fc.property(inhabited, coarse, (given, metres) => {
      expect(metresBetween(given, publishedPosition(given, metres))).toBeLessThanOrEqual(metres * 0.75);
    }),
  );
});

it('it is the exact position only at the centre of a cell, or where the owner chose 0', () => {
  fc.assert(
    fc.property(inhabited, coarse, (given, metres) => {
      const { centre, halfLat } = cellOf(given, metres);
      fc.pre(Math.abs(given.lat - centre.lat) > halfLat / 100);
      expect(centre).not.toEqual(given);
      expect(publishedPosition(given, 0)).toEqual(given);
    }),
  );
});

it('it is a position on the map, and published again it stays where it is', () => {
  fc.assert(
    fc.property(position, coarse, (given, metres) => {
      const published = publishedPosition(given, metres);
      expect(positionSchema.safeParse(published).success).toBe(true);
    }),
  );
  fc.assert(
    fc.property(inhabited, coarse, (given, metres) => {
      const published = publishedPosition(given, metres);
      expect(publishedPosition(published, metres)).toEqual(published);
    }),
  );
});
