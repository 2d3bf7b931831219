import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { isNamespaced, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { parseIso } from '../../domain/time.ts';

/** Parts of queries that several routes share. */

export const kitsParam = z
  .array(idSchema)
  .max(1000)
  .optional()
  .describe('Ids of kits; may be given several times. Together with `project` and `place` all must hold');

export const projectParam = idSchema.optional().describe('Only kits of this project');

export const placeParam = idSchema
  .optional()
  .describe('Only kits whose published position lies in this place');

const phenomenonId = z
  .string()
  .refine(
    (id) => phenomenonOf(id) !== undefined || isNamespaced(id),
    'an id that /api/v1/phenomena lists, or a namespaced x_… id',
  );

export const phenomenonParam = phenomenonId.describe('Id of a phenomenon');

export const phenomenaParam = z
  .array(phenomenonId)
  .max(100)
  .optional()
  .describe('Ids of phenomena; may be given several times. All without it');

export const timeParam = z
  .string()
  .max(40)
  .describe('RFC 3339 (a + is written %2B); without a zone it is UTC, a date alone is its midnight')
  .transform((text, context) => {
    const parsed = parseIso(text);
    if (parsed !== undefined) return parsed.time;
    context.addIssue('a time such as 2026-03-01T12:00:00Z, with + written as %2B');
    return z.NEVER;
  });

const SIMULATED = ['include', 'exclude', 'only'] as const;
export type Simulated = (typeof SIMULATED)[number];

export const simulatedParam = z.enum(SIMULATED).describe('What becomes of kits of the demonstration');

/** West, south, east, north; west may be greater than east: the box then crosses the antimeridian. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const BOX_WORDS =
  'minLon,minLat,maxLon,maxLat: four numbers, longitudes from -180 to 180, latitudes from -90 to 90, minLat not above maxLat';

function parseBox(text: string): Box | undefined {
  const parts = text.split(',');
  if (parts.length !== 4 || parts.some((part) => part.trim() === '')) return undefined;
  const [west, south, east, north] = parts.map(Number) as [number, number, number, number];
  const lon = (value: number) => value >= -180 && value <= 180;
  const lat = (value: number) => value >= -90 && value <= 90;
  if (!lon(west) || !lon(east) || !lat(south) || !lat(north) || south > north) return undefined;
  return [west, south, east, north];
}

export const boxParam = z
  .string()
  .max(100)
  .describe('minLon,minLat,maxLon,maxLat; minLon above maxLon crosses the antimeridian')
  .transform((text, context) => {
    const box = parseBox(text);
    if (box !== undefined) return box;
    context.addIssue(BOX_WORDS);
    return z.NEVER;
  });

/** Path parameter of routes under an id. */
export const idParams = z.object({ id: idSchema });
