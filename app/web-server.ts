import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import staticFiles from '@fastify/static';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { OnceAMinute } from '../broker/once-a-minute.ts';
import { httpDoors } from '../ingest/http-doors.ts';
import { health } from '../open-data/health.ts';
import { answerNotFound } from '../open-data/http/problems.ts';
import type { RequestRate } from '../open-data/http/rate.ts';
import { openData } from '../open-data/open-data.ts';
import type { OpenDataPorts } from '../open-data/ports.ts';
import { writing } from '../open-data/writing.ts';
import { PROTOCOLS } from '../protocols/catalogue.ts';
import type { House } from './house.ts';
import { meterOf } from './rates.ts';

/** The built pages, beside the compiled program. */
const WEB = fileURLToPath(new URL('../web/', import.meta.url));

/** Where map tiles come from, when some are configured: the one address beside this server that pages may load from. */
function imageOrigins(tilesUrl: string | undefined): string[] {
  return tilesUrl === undefined ? [] : [new URL(tilesUrl.replaceAll(/\{[a-z]\}/g, 'a')).origin];
}

/** The rate of the API's callers; undefined for no limit. */
function requestRate({ config, overRate }: House): RequestRate | undefined {
  const perMinute = config.SUPERILLA_API_RATE;
  return perMinute === 0 ? undefined : { perMinute, refused: () => void overRate.requests++ };
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
    trustProxy: config.SUPERILLA_TRUST_PROXY.length > 0 && config.SUPERILLA_TRUST_PROXY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 128 },
  });
  await app.register(
    openData(ports, { imageOrigins: imageOrigins(config.SUPERILLA_TILES_URL), rate: requestRate(house) }),
  );
  await app.register(writing(ports, { trusted: false }));
  await app.register(health(ports));
  const { authenticate } = house;
  const refusals = new OnceAMinute();
  await app.register(
    httpDoors({
      ingest,
      protocols: PROTOCOLS,
      authenticate,
      kitOfToken: (token) => house.registry.kitOfToken(token)?.id,
      refused: (address) => {
        if (refusals.says(address, Date.now())) log.warn({ address }, 'HTTP door: wrong credential');
      },
      meterOf: (sender, from) => meterOf(house, sender, from),
      openDoors: config.SUPERILLA_OPEN_DOORS,
    }),
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
    return answerNotFound(request, reply);
  });
  return app;
}
