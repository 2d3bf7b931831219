import type { Geometry } from '../../domain/geo.ts';

/** Mean radius of the Earth, km (IUGG). */
const RADIUS = 6371.0088;
const RADIANS = Math.PI / 180;

/** The area that a ring encloses on a sphere, km², whichever way it runs (Chamberlain and Duquette, JPL 07-03, 2007). */
function ringArea(points: readonly (readonly number[])[]): number {
  const twice = points.reduce((sum, [lon = 0, lat = 0], at) => {
    const [next = 0, nextLat = 0] = points[(at + 1) % points.length] ?? [];
    return sum + (next - lon) * RADIANS * (2 + Math.sin(lat * RADIANS) + Math.sin(nextLat * RADIANS));
  }, 0);
  return Math.abs((twice * RADIUS ** 2) / 2);
}

function polygonArea([outer, ...holes]: readonly (readonly (readonly number[])[])[]): number {
  const whole = outer === undefined ? 0 : ringArea(outer);
  return holes.reduce((area, hole) => area - ringArea(hole), whole);
}

/** The area of a place in km², holes left out; 0 for a point. */
export function areaOf(geometry: Geometry): number {
  if (geometry.type === 'Point') return 0;
  if (geometry.type === 'Polygon') return polygonArea(geometry.coordinates);
  return geometry.coordinates.reduce((sum, polygon) => sum + polygonArea(polygon), 0);
}
