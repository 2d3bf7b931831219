import { contains, type Geometry, type Position } from './geo.ts';
import type { Place } from './project.ts';

/** West, south, east, north. */
type Bounds = readonly [number, number, number, number];

/** Bounds of geometries seen, so that most places are ruled out by four comparisons. Goes with the geometry. */
const KNOWN = new WeakMap<Geometry, Bounds>();

function pointsOf(geometry: Geometry): readonly (readonly number[])[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}

function boundsOf(geometry: Geometry): Bounds {
  const known = KNOWN.get(geometry);
  if (known !== undefined) return known;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of pointsOf(geometry)) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const bounds = [west, south, east, north] as const;
  KNOWN.set(geometry, bounds);
  return bounds;
}

/**
 * The places of `places` that a position lies in, in their order. For public answers give the *published* position:
 * membership of a small place would tell where an exact one is.
 */
export function placesAt(places: readonly Place[], position: Position): Place[] {
  const { lat, lon } = position;
  return places.filter(({ geometry }) => {
    const [west, south, east, north] = boundsOf(geometry);
    return lon >= west && lon <= east && lat >= south && lat <= north && contains(geometry, position);
  });
}
