import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { openDirectory } from './directory.ts';
import type { App } from './http/app.ts';
import { documentApi } from './http/documentation.ts';
import { contentPolicy } from './http/policy.ts';
import { answerNotFound, speakProblems } from './http/problems.ts';
import { holdToRate, type RequestRate, readyRate } from './http/rate.ts';
import { LIVE_LIMITS, type LiveLimits } from './live/limits.ts';
import type { ReadPorts } from './ports.ts';
import { annotationsRoute } from './routes/annotations.ts';
import { comparisonsRoute } from './routes/comparisons.ts';
import { dayRoutes } from './routes/days.ts';
import { dialectsRoute } from './routes/dialects.ts';
import { exceedancesRoute } from './routes/exceedances.ts';
import { hoursRoute } from './routes/hours.ts';
import { indicesRoute } from './routes/indices.ts';
import { kitRoute, kitsRoute } from './routes/kits.ts';
import { latestRoute } from './routes/latest.ts';
import { liveRoute } from './routes/live.ts';
import { lossesRoute } from './routes/losses.ts';
import { methodRoute } from './routes/method.ts';
import { noiseRoute } from './routes/noise.ts';
import { phenomenaRoutes } from './routes/phenomena.ts';
import { placeSummaryRoute } from './routes/place-summary.ts';
import { placeRoute, placesRoute } from './routes/places.ts';
import { organisationRoutes, projectRoutes } from './routes/projects.ts';
import { readingsRoute } from './routes/readings.ts';
import { receiptsRoute } from './routes/receipts.ts';
import { referenceRoutes } from './routes/reference.ts';
import { seriesRoute } from './routes/series.ts';

/** What may be set beside the ports. */
export interface OpenDataOptions {
  /** Origins that pages may load images from: the hosts of map tiles, where an operator configured one. */
  readonly imageOrigins?: readonly string[];
  /** Requests that one address may make; without it they are not counted. */
  readonly rate?: RequestRate | undefined;
  readonly live?: Partial<LiveLimits>;
  /** An export whose client takes nothing for so long, ms, is ended. */
  readonly exportStallMs?: number;
}

/** Readable from every page on the web; writing from other origins is not. */
const CORS = {
  origin: '*',
  methods: ['GET', 'HEAD'],
  exposedHeaders: [
    ...['etag', 'link', 'content-disposition', 'x-superilla-left-out'],
    ...['retry-after', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'],
  ],
};

const EXPORT_STALL = 120_000;

function routes(context: Context, options: OpenDataOptions) {
  return async (scope: FastifyInstance): Promise<void> => {
    await scope.register(cors, CORS);
    holdToRate(scope);
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('cross-origin-resource-policy', 'cross-origin');
    });
    scope.setNotFoundHandler(answerNotFound);
    const app: App = scope.withTypeProvider();
    phenomenaRoutes(app, context);
    kitsRoute(app, context);
    kitRoute(app, context);
    receiptsRoute(app, context);
    lossesRoute(app, context);
    annotationsRoute(app, context);
    dialectsRoute(app, context);
    projectRoutes(app, context);
    organisationRoutes(app, context);
    placesRoute(app, context);
    placeRoute(app, context);
    placeSummaryRoute(app, context);
    referenceRoutes(app, context);
    methodRoute(app, context);
    latestRoute(app, context);
    dayRoutes(app, context.ports.dayFiles);
    readingsRoute(app, context, options.exportStallMs ?? EXPORT_STALL);
    seriesRoute(app, context);
    comparisonsRoute(app, context);
    hoursRoute(app, context);
    indicesRoute(app, context);
    noiseRoute(app, context);
    exceedancesRoute(app, context);
    liveRoute(app, context, { ...LIVE_LIMITS, ...options.live });
  };
}

/**
 * The reading API under `/api/v1`, `/openapi.json` and `/docs`, and the manners of the whole server: problem documents,
 * content security policy, compression. Register it first, on the server itself: what is registered later (writing,
 * health, pages) is documented and protected too.
 */
export function openData(ports: ReadPorts, options: OpenDataOptions = {}) {
  const plugin = async (server: FastifyInstance): Promise<void> => {
    const directory = openDirectory(ports.registry);
    server.addHook('onClose', async () => directory.close());
    speakProblems(server);
    if (options.rate !== undefined) await readyRate(server, options.rate);
    // A server that has a policy of its own keeps it.
    if (!server.hasReplyDecorator('helmet'))
      await server.register(helmet, contentPolicy(options.imageOrigins ?? []));
    await server.register(compress, {
      encodings: ['gzip', 'identity'],
      zlibOptions: { level: 5 },
      globalDecompression: false,
    });
    await documentApi(server);
    const context: Context = { ports, directory, run: ports.now().toString(36) };
    await server.register(routes(context, options), { prefix: '/api/v1' });
  };
  // Fastify's own mark for plugins that act on the scope they are registered in.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}
