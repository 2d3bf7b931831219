import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import type { House } from '../house.ts';
import { importStations } from './import-file.ts';
import { registerStations, stationsSchema } from './register.ts';

const query = z.strictObject({
  file: z.string().max(160).default('stations.csv'),
  as: z.string().max(48).optional(),
  dry: z.enum(['true', 'false']).default('true'),
});

function faulty(what: string, { issues }: z.ZodError): Problem {
  const words = issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return problem('invalid_parameter', `${what}: ${words.join('; ')}`);
}

const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());

async function filesRoute(raw: FastifyInstance, house: House): Promise<void> {
  raw.removeAllContentTypeParsers();
  raw.addContentTypeParser('*', (_request, body, done) => done(null, body));
  raw.post('/admin/stations/files', async (request, reply) => {
    const asked = query.safeParse(request.query);
    if (!asked.success) return reply.code(400).send(faulty('query', asked.error));
    const { file, as, dry } = asked.data;
    const bytes = request.body as IncomingMessage;
    const done = await importStations(house, { file, as, bytes, dry: dry === 'true' });
    if (typeof done === 'string') return reply.code(415).send(problem('unsupported_media_type', done));
    return { ...done, from: iso(done.from), to: iso(done.to) };
  });
}

/**
 * What the administrator's socket can do to official stations: `POST /admin/stations` (`{dry, stations}`) registers them, `POST
 * /admin/stations/files?file=&as=&dry=` takes a file of a network in. Nowhere else can a station get readings: it has no token.
 */
export function stationRoutes(house: House): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.post('/admin/stations', async (request, reply) => {
      const asked = stationsSchema.safeParse(request.body);
      if (!asked.success) return reply.code(400).send(faulty('body', asked.error));
      const { stations, dry } = asked.data;
      return { dry, stations: await registerStations(house.registry, stations, dry) };
    });
    await app.register((raw) => filesRoute(raw, house));
  };
}
