import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import staticFiles from '@fastify/static';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { problem } from '../domain/problem.ts';
import { httpDoors } from '../ingest/http-doors.ts';
import { health } from '../open-data/health.ts';
import { openData } from '../open-data/open-data.ts';
import type { OpenDataPorts } from '../open-data/ports.ts';
import { writing } from '../open-data/writing.ts';
import { PROTOCOLS } from '../protocols/catalogue.ts';
import type { House } from './house.ts';

/** The built pages, beside the compiled program. */
const WEB = fileURLToPath(new URL('../web/', import.meta.url));

/** Where the browser may load from: this server, and the tile server when one is configured. */
function contentPolicy(tilesUrl: string | undefined): Record<string, string[]> {
  const tiles = tilesUrl === undefined ? [] : [new URL(tilesUrl.replaceAll(/\{[a-z]\}/g, 'a')).origin];
  return {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', ...tiles],
    // uPlot and Leaflet position what they draw by style attributes.
    styleSrc: ["'self'", "'unsafe-inline'"],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
    baseUri: ["'self'"],
  };
}

async function pages(app: FastifyInstance): Promise<void> {
  if (!existsSync(WEB)) return;
  await app.register(staticFiles, {
    root: WEB,
    // Built names carry the hash of their content; index.html does not.
    setHeaders: (reply, path) => {
      reply.header(
        'Cache-Control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}

/** The server of pages, API, health and the HTTP doors of kits; not listening yet. */
export async function webServer(house: House, ports: OpenDataPorts): Promise<FastifyInstance> {
  const { config, ingest, log } = house;
  const app = Fastify({
    loggerInstance: log.child(
      { room: 'http' },
      { level: log.level === 'debug' ? 'debug' : 'error' },
    ) as FastifyBaseLogger,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 128 },
  });
  // upgradeInsecureRequests is left out: the house itself speaks plain HTTP, TLS stands in front of it.
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(config.SUPERILLA_TILES_URL) },
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  await app.register(openData(ports));
  await app.register(writing(ports, { trusted: false }));
  await app.register(health(ports));
  const { authenticate } = house;
  await app.register(
    httpDoors({ ingest, protocols: PROTOCOLS, authenticate, openDoors: config.SUPERILLA_OPEN_DOORS }),
  );
  app.get('/ui-config.json', { schema: { hide: true } }, async () => ({
    tiles:
      config.SUPERILLA_TILES_URL === undefined
        ? null
        : { url: config.SUPERILLA_TILES_URL, attribution: config.SUPERILLA_TILES_ATTRIBUTION ?? '' },
  }));
  await pages(app);
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html');
    // Pages have addresses of their own, which the browser's router reads.
    if (isPage && existsSync(WEB)) return reply.header('Cache-Control', 'no-cache').sendFile('index.html');
    return reply
      .code(404)
      .type('application/problem+json')
      .send(
        JSON.stringify(problem('not_found', `There is no ${request.method} ${request.url.slice(0, 200)}.`)),
      );
  });
  return app;
}
