import type { Position } from './geo.ts';

/** Metres of the grids an owner may choose from; 0 publishes the exact position. */
export const PRECISIONS = [0, 50, 250, 1000] as const;
export type Precision = (typeof PRECISIONS)[number];

/** A published position and the half sides, in degrees, of the grid cell it stands for (0 for an exact one). */
export interface Cell {
  readonly centre: Position;
  readonly halfLat: number;
  readonly halfLon: number;
}

/** Metres of one degree of latitude on the mean sphere (IUGG radius 6,371,008.8 m). */
const METRES_A_DEGREE = 111_195.08;

/** Keeps the centre of a cell that a pole or the antimeridian cuts on the map. */
function within(limit: number, degrees: number): number {
  return Math.min(limit, Math.max(-limit, degrees));
}

/** The grid cell of `metres` that a private position lies in: the same for every position in the cell. */
export function cellOf(position: Position, metres: Precision): Cell {
  if (metres === 0) return { centre: position, halfLat: 0, halfLon: 0 };
  const latStep = metres / METRES_A_DEGREE;
  const lat = within(90, (Math.floor(position.lat / latStep) + 0.5) * latStep);
  const lonStep = latStep / Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
  const lon = within(180, (Math.floor(position.lon / lonStep) + 0.5) * lonStep);
  const centre = { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) };
  return { centre, halfLat: latStep / 2, halfLon: lonStep / 2 };
}

/**
 * The position that is published for a private one: the centre of its grid cell of `metres`,
 * the same for every position in the cell. 0 gives the position itself.
 */
export function publishedPosition(position: Position, metres: Precision): Position {
  return cellOf(position, metres).centre;
}
