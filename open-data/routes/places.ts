import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { Place } from '../../domain/project.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { negotiate } from '../http/negotiate.ts';
import { unchecked } from '../http/unchecked.ts';
import { answers, PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { placeCollectionSchema, placeViewSchema } from '../schemas/project.ts';
import { idParams } from '../schemas/query.ts';
import { GEO_OFFERS, GEO_TYPES } from './geojson.ts';

function feature({ geometry, ...properties }: Place) {
  return { type: 'Feature' as const, id: properties.id, geometry, properties };
}

const RESPONSE = {
  200: {
    description: 'The places',
    content: {
      'application/json': { schema: z.object({ places: z.array(placeViewSchema) }) },
      'application/geo+json': { schema: placeCollectionSchema },
    },
  },
  ...PROBLEM_ANSWERS,
} as const;

/** `GET /places` */
export function placesRoute(app: App, { ports: { registry }, directory, run }: Context): void {
  app.get(
    '/places',
    {
      schema: {
        summary: 'Superblocks, neighbourhoods, Fab Labs, streets',
        description: 'GeoJSON by `Accept: application/geo+json` or `format=geojson`.',
        tags: ['places'],
        querystring: z.strictObject({ format: z.enum(['json', 'geojson']).optional() }),
        response: RESPONSE,
      },
    },
    async (request, reply) => {
      const format = request.query.format ?? negotiate(request.headers.accept, GEO_OFFERS);
      if (format === undefined)
        return problem('not_acceptable', 'On offer are application/json and application/geo+json.');
      reply.header('vary', 'accept');
      if (unchanged(request, reply, `${run}-${directory.version()}-${format}`)) return reply;
      unchecked(reply, GEO_TYPES[format]);
      const places = registry.places.all();
      if (format === 'json') return { places: [...places] };
      return { type: 'FeatureCollection' as const, features: places.map(feature) };
    },
  );
}

/** `GET /places/{id}` */
export function placeRoute(app: App, { ports: { registry }, directory, run }: Context): void {
  app.get(
    '/places/:id',
    {
      schema: {
        summary: 'One place',
        tags: ['places'],
        params: idParams,
        response: answers(placeViewSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const place = registry.places.get(id);
      if (place === undefined)
        return problem('not_found', `No place "${id}" is registered; /api/v1/places lists them.`);
      return unchanged(request, reply, `${run}-${directory.version()}`) ? reply : place;
    },
  );
}
