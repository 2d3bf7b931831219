import { z } from 'zod';
import { PLACE_KINDS } from '../../domain/project.ts';
import type { App } from '../http/app.ts';
import type { WritePorts } from '../ports.ts';
import { answers } from '../schemas/problem.ts';
import { importSchema } from '../schemas/writing.ts';
import { type ImportOptions, placeOf } from './features.ts';
import { isObstacle } from './obstacles.ts';
import { SECURITY } from './security.ts';

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
  source: z.string().max(300).default('').describe('Where the geometry comes from, and under which licence'),
  simulated: z.enum(['true', 'false']).default('false'),
});

const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).max(MAX_FEATURES),
});

async function take(ports: WritePorts, features: readonly unknown[], options: ImportOptions) {
  const refused: { index: number; words: string }[] = [];
  const seen = new Set<string>();
  for (const [index, feature] of features.entries()) {
    const place = placeOf(feature, options);
    if (typeof place === 'string') {
      refused.push({ index, words: place });
      continue;
    }
    // One feature must not silently take the place of another of the same file.
    if (seen.has(place.id)) {
      refused.push({
        index,
        words: `feature "${place.name}" would have the id "${place.id}" of an earlier one; name a property with ids (id=).`,
      });
      continue;
    }
    const kept = await ports.registry.places.put(place);
    if (isObstacle(kept)) refused.push({ index, words: kept.words });
    else seen.add(place.id);
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
          'Coordinates are WGS 84, longitude first (RFC 7946). A place of the same id is replaced. Features that cannot be places are refused one by one, the others are kept.',
        tags: ['writing'],
        security: SECURITY,
        querystring: query,
        body: collection,
        response: answers(importSchema),
      },
    },
    async (request) => {
      const { simulated, ...options } = request.query;
      return take(ports, request.body.features, { ...options, simulated: simulated === 'true' });
    },
  );
}
