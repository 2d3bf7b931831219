import type { Position } from '../../domain/geo.ts';

/** Metres from street to street in Cerdà's grid, whose two directions lie at 45° to north. */
const BLOCK = 133;
const METRES_A_DEGREE = 111_195;

/** Crossing of Badajoz and Pallars: the southern corner of the Superblock. Our own estimate, some tens of metres off. */
const CORNER: Position = { lat: 41.3981, lon: 2.1945 };

/** Streets that climb from the sea, counted from Badajoz north-eastwards. */
const ACROSS = {
  pamplona: -3,
  alaba: -2,
  avila: -1,
  badajoz: 0,
  ciutatDeGranada: 1,
  rocBoronat: 2,
  llacuna: 3,
  bilbao: 5,
} as const;

/** Streets along the sea, counted from Pallars inland. */
const ALONG = { llull: -2, pujades: -1, pallars: 0, almogavers: 1, sanchoDeAvila: 2, tanger: 3 } as const;

/** A street of the grid, or a number for a point between two. */
export type Across = keyof typeof ACROSS | number;
export type Along = keyof typeof ALONG | number;

/** Where two streets of the grid cross (or the point at fractions of blocks), to about a metre of the drawing. */
export function at(across: Across, along: Along): Position {
  const u = typeof across === 'number' ? across : ACROSS[across];
  const v = typeof along === 'number' ? along : ALONG[along];
  const north = ((u + v) * BLOCK) / Math.SQRT2;
  const east = ((u - v) * BLOCK) / Math.SQRT2;
  const lat = CORNER.lat + north / METRES_A_DEGREE;
  const lon = CORNER.lon + east / (METRES_A_DEGREE * Math.cos((CORNER.lat * Math.PI) / 180));
  return { lat: Number(lat.toFixed(5)), lon: Number(lon.toFixed(5)) };
}
