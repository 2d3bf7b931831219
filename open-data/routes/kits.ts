import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import { newestState } from '../assessment/newest.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { negotiate } from '../http/negotiate.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { type KitView, kitCollectionSchema, kitDetailSchema, kitViewSchema } from '../schemas/kit.ts';
import { answers, PROBLEM_ANSWERS } from '../schemas/problem.ts';
import {
  type Box,
  boxParam,
  idParams,
  phenomenaParam,
  placeParam,
  projectParam,
  simulatedParam,
} from '../schemas/query.ts';
import { selectKits } from '../selection.ts';
import { kitView } from '../views/kit.ts';
import { GEO_OFFERS, GEO_TYPES } from './geojson.ts';

const query = z.strictObject({
  project: projectParam,
  place: placeParam,
  bbox: boxParam.optional(),
  phenomenon: phenomenaParam.describe('Only kits whose latest readings have one of these'),
  simulated: simulatedParam.default('include'),
  format: z.enum(['json', 'geojson']).optional(),
});

function within([west, south, east, north]: Box, { position }: KitView): boolean {
  if (position === null || position.lat < south || position.lat > north) return false;
  return west <= east
    ? position.lon >= west && position.lon <= east
    : position.lon >= west || position.lon <= east;
}

function views(context: Context, asked: z.output<typeof query>): KitView[] | Problem {
  const selected = selectKits(
    { registry: context.ports.registry, directory: context.directory },
    { project: asked.project, place: asked.place, simulated: asked.simulated },
  );
  if (isProblem(selected)) return selected;
  const { bbox, phenomenon } = asked;
  return selected.kits
    .map((kit) => kitView(context, kit))
    .filter((view) => bbox === undefined || within(bbox, view))
    .filter(
      (view) => phenomenon === undefined || view.latest.some((one) => phenomenon.includes(one.phenomenon)),
    );
}

function feature({ position, ...properties }: KitView) {
  const geometry =
    position === null
      ? null
      : { type: 'Point' as const, coordinates: [position.lon, position.lat] as [number, number] };
  return { type: 'Feature' as const, id: properties.id, geometry, properties };
}

/** `GET /kits` */
export function kitsRoute(app: App, context: Context): void {
  app.get(
    '/kits',
    {
      schema: {
        summary: 'Kits, where they are and what they last said',
        description:
          'Positions are the published ones. GeoJSON by `Accept: application/geo+json` or `format=geojson`.',
        tags: ['kits'],
        querystring: query,
        response: {
          200: {
            description: 'The kits',
            content: {
              'application/json': { schema: z.object({ kits: z.array(kitViewSchema) }) },
              'application/geo+json': { schema: kitCollectionSchema },
            },
          },
          ...PROBLEM_ANSWERS,
        },
      },
    },
    async (request, reply) => {
      const format = request.query.format ?? negotiate(request.headers.accept, GEO_OFFERS);
      if (format === undefined)
        return problem('not_acceptable', 'On offer are application/json and application/geo+json.');
      const kits = views(context, request.query);
      if (isProblem(kits)) return kits;
      reply.header('vary', 'accept');
      if (unchanged(request, reply, `${newestState(context)}-${format}`)) return reply;
      unchecked(reply, GEO_TYPES[format]);
      if (format === 'json') return { kits };
      return { type: 'FeatureCollection' as const, features: kits.map(feature) };
    },
  );
}

/** `GET /kits/{id}` */
export function kitRoute(app: App, context: Context): void {
  const { registry, store } = context.ports;
  app.get(
    '/kits/:id',
    {
      schema: {
        summary: 'One kit, and what is stored of it',
        tags: ['kits'],
        params: idParams,
        response: answers(kitDetailSchema),
      },
    },
    async (request) => {
      const kit = registry.kit(request.params.id);
      if (kit === undefined)
        return problem('not_found', `No kit "${request.params.id}" is registered; /api/v1/kits lists them.`);
      const holdings = await store.holdings([kit.id]);
      return {
        ...kitView(context, kit),
        holdings: holdings.map(({ phenomenon, channel, n, first, last }) => ({
          phenomenon,
          channel,
          n,
          first: new Date(first).toISOString(),
          last: new Date(last).toISOString(),
        })),
      };
    },
  );
}
