import { describe, expect, it } from 'vitest';
import { contains, type Geometry, geometrySchema, MAX_VERTICES, vertices } from './geo.ts';

function box(west: number, south: number, east: number, north: number): number[][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

const RING: Geometry = { type: 'Polygon', coordinates: [box(0, 0, 4, 4), box(1, 1, 3, 3)] };
const TWO: Geometry = { type: 'MultiPolygon', coordinates: [[box(0, 0, 1, 1)], RING.coordinates.map(shift)] };

function shift(points: number[][]): number[][] {
  return points.map(([lon = 0, lat = 0]) => [lon + 10, lat]);
}

describe('lying in a place', () => {
  it.each([
    [0.5, 0.5, true],
    [3.5, 2, true],
    [2, 2, false],
    [5, 2, false],
    [-1, 2, false],
  ])('%d, %d in a square with a hole: %s', (lon, lat, inside) => {
    expect(contains(RING, { lat, lon })).toBe(inside);
  });

  it('a multipolygon holds what one of its polygons holds', () => {
    expect(contains(TWO, { lat: 0.5, lon: 0.5 })).toBe(true);
    expect(contains(TWO, { lat: 0.5, lon: 10.5 })).toBe(true);
    expect(contains(TWO, { lat: 2, lon: 12 })).toBe(false);
    expect(contains(TWO, { lat: 0.5, lon: 5 })).toBe(false);
  });

  it('a point holds nothing', () => {
    expect(contains({ type: 'Point', coordinates: [1, 1] }, { lat: 1, lon: 1 })).toBe(false);
  });

  it('of two neighbours exactly one holds a position on their common edge', () => {
    const [west, east]: Geometry[] = [
      { type: 'Polygon', coordinates: [box(0, 0, 1, 1)] },
      { type: 'Polygon', coordinates: [box(1, 0, 2, 1)] },
    ];
    const edge = { lat: 0.5, lon: 1 };
    expect([west, east].filter((side) => side && contains(side, edge))).toHaveLength(1);
  });
});

describe('geometries from outside', () => {
  it('are counted over all rings', () => {
    expect(vertices(RING)).toBe(10);
    expect(vertices(TWO)).toBe(15);
    expect(vertices({ type: 'Point', coordinates: [1, 1] })).toBe(1);
  });

  it('may have 20,000 vertices and not one more', () => {
    const of = (n: number) => ({ type: 'Polygon', coordinates: [Array.from({ length: n }, () => [2, 41])] });
    expect(geometrySchema.safeParse(of(MAX_VERTICES)).success).toBe(true);
    expect(geometrySchema.safeParse(of(MAX_VERTICES + 1)).success).toBe(false);
  });

  it('are in degrees, longitude first', () => {
    expect(geometrySchema.safeParse({ type: 'Point', coordinates: [2.17, 41.4] }).success).toBe(true);
    const projected = geometrySchema.safeParse({ type: 'Point', coordinates: [431_000, 4_583_000] });
    expect(projected.error?.issues[0]?.message).toMatch(/longitude/);
  });
});
