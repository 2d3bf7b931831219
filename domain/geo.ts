import { z } from 'zod';

export { PRECISIONS, type Precision, publishedPosition } from './grid.ts';

export const positionSchema = z.object({
  lat: z.number().min(-90).max(90).describe('Latitude, degrees WGS 84'),
  lon: z.number().min(-180).max(180).describe('Longitude, degrees WGS 84'),
});
export type Position = z.infer<typeof positionSchema>;

const coordinate = z.array(z.number()).min(2).max(3);
const ring = z.array(coordinate).min(4);

/** GeoJSON geometry (RFC 7946), longitude first, of the kinds that places have. */
export const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: coordinate }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
export type Geometry = z.infer<typeof geometrySchema>;

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
