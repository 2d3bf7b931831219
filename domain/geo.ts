import { z } from 'zod';

/** Metres of the grids an owner may choose from; 0 publishes the exact position. */
export const PRECISIONS = [0, 50, 250, 1000] as const;
export type Precision = (typeof PRECISIONS)[number];

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

/** Metres of one degree of latitude on the mean sphere (IUGG radius 6,371,008.8 m). */
const METRES_A_DEGREE = 111_195.08;

/**
 * The position that is published for a private one: the centre of its grid cell of `metres`,
 * the same for every position in the cell. 0 gives the position itself.
 */
export function publishedPosition(position: Position, metres: Precision): Position {
  if (metres === 0) return position;
  const latStep = metres / METRES_A_DEGREE;
  const lat = (Math.floor(position.lat / latStep) + 0.5) * latStep;
  const lonStep = latStep / Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
  const lon = (Math.floor(position.lon / lonStep) + 0.5) * lonStep;
  return { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) };
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
