import { z } from 'zod';

export { PRECISIONS } from './grid.ts';

export const positionSchema = z.object({
  lat: z.number().min(-90).max(90).describe('Latitude, degrees WGS 84'),
  lon: z.number().min(-180).max(180).describe('Longitude, degrees WGS 84'),
});
export type Position = z.infer<typeof positionSchema>;

/** Vertices that one geometry may have, all rings together: a coastline fits, a denial of service does not. */
export const MAX_VERTICES = 20_000;

const coordinate = z
  .array(z.number())
  .min(2)
  .max(3)
  .refine(
    ([lon = 0, lat = 0]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90,
    'longitude (-180 to 180), then latitude (-90 to 90), in degrees WGS 84 (RFC 7946, 4)',
  );
const ring = z.array(coordinate).min(4);

/** GeoJSON geometry (RFC 7946), longitude first, of the kinds that places have. */
export const geometrySchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('Point'), coordinates: coordinate }),
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
  ])
  .refine((geometry) => vertices(geometry) <= MAX_VERTICES, `at most ${MAX_VERTICES} vertices`);
export type Geometry =
  | { type: 'Point'; coordinates: number[] }
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] };

/** How many vertices a geometry has, all rings together. */
export function vertices(geometry: Geometry): number {
  if (geometry.type === 'Point') return 1;
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  return rings.reduce((sum, points) => sum + points.length, 0);
}

function inRing({ lat, lon }: Position, points: readonly (readonly number[])[]): boolean {
  let inside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [xi = 0, yi = 0] = points[i] ?? [];
    const [xj = 0, yj = 0] = points[j] ?? [];
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

function inPolygon(position: Position, rings: readonly (readonly (readonly number[])[])[]): boolean {
  const [outer, ...holes] = rings;
  return outer !== undefined && inRing(position, outer) && !holes.some((hole) => inRing(position, hole));
}

/** Whether a position lies inside a polygon geometry (even-odd rule; holes are outside). A point contains nothing. */
export function contains(geometry: Geometry, position: Position): boolean {
  if (geometry.type === 'Polygon') return inPolygon(position, geometry.coordinates);
  if (geometry.type === 'MultiPolygon')
    return geometry.coordinates.some((rings) => inPolygon(position, rings));
  return false;
}
