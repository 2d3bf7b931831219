import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { PLACE_KINDS, type Place } from '../../domain/project.ts';
import type { App } from '../http/app.ts';
import type { WritePorts } from '../ports.ts';
import { answers } from '../schemas/problem.ts';
import { importSchema } from '../schemas/writing.ts';
import { type ImportOptions, placeOf } from './features.ts';
import { isObstacle } from './obstacles.ts';
import { SECURITY } from './security.ts';
import { notWgs84 } from './wgs84.ts';

const LIMIT = 20 * 1024 * 1024;
const MAX_FEATURES = 10_000;

const query = z.strictObject({
  kind: z.enum(PLACE_KINDS).default('other'),
  name: z.string().min(1).max(80).default('name').describe('Property that holds the name'),
  id: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .describe('Property that holds the id; made from the name without it'),
  prefix: z
    .string()
    .regex(/^[a-z0-9-]{1,20}$/, 'lower-case letters, digits and hyphens, up to 20 characters')
    .optional()
    .describe('Put before every id: districts and neighbourhoods of a city may both be numbered from 1'),
  source: z.string().max(300).default('').describe('Where the geometry comes from, and under which licence'),
  simulated: z.enum(['true', 'false']).default('false'),
});

const collection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.unknown().optional().describe('Of older files; only longitude and latitude are taken'),
  features: z.array(z.unknown()).max(MAX_FEATURES),
});

type Refused = { index: number; words: string };

/** Keeps one feature as a place; why it cannot be, in words. */
async function takeOne(
  ports: WritePorts,
  place: Place,
  seen: ReadonlySet<string>,
): Promise<string | undefined> {
  // One feature must not silently take the place of another of the same file, nor of something else of that id.
  if (seen.has(place.id))
    return `feature "${place.name}" would have the id "${place.id}" of an earlier one; name a property with ids (id=).`;
  const other = ports.registry.places.get(place.id);
  if (other !== undefined && other.kind !== place.kind)
    return `feature "${place.name}" would take the place of the ${other.kind} "${other.name}", which has the id "${place.id}"; put something before the ids (prefix=).`;
  const kept = await ports.registry.places.put(place);
  return isObstacle(kept) ? kept.words : undefined;
}

async function take(ports: WritePorts, features: readonly unknown[], options: ImportOptions) {
  const refused: Refused[] = [];
  const seen = new Set<string>();
  for (const [index, feature] of features.entries()) {
    const place = placeOf(feature, options);
    const words = typeof place === 'string' ? place : await takeOne(ports, place, seen);
    if (words !== undefined) refused.push({ index, words });
    else if (typeof place !== 'string') seen.add(place.id);
  }
  return { imported: seen.size, refused };
}

/** `POST /places/import` */
export function importRoute(app: App, ports: WritePorts): void {
  app.post(
    '/places/import',
    {
      bodyLimit: LIMIT,
      schema: {
        summary: 'Makes places of a GeoJSON FeatureCollection',
        description:
          'Coordinates are WGS 84, longitude first (RFC 7946). A place of the same id and kind is replaced. Features that cannot be places are refused one by one, the others are kept.',
        tags: ['writing'],
        security: SECURITY,
        querystring: query,
        body: collection,
        response: answers(importSchema),
      },
    },
    async (request) => {
      const { simulated, ...options } = request.query;
      const elsewhere = notWgs84(request.body.features, request.body.crs);
      if (elsewhere !== undefined) return problem('invalid_parameter', elsewhere);
      return take(ports, request.body.features, { ...options, simulated: simulated === 'true' });
    },
  );
}
