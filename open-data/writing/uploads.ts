import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import type { App } from '../http/app.ts';
import { credentialsOf } from '../http/credentials.ts';
import { answers } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { uploadedSchema } from '../schemas/reentry.ts';
import type { Writing } from './registered.ts';

/** Bytes of one file as they are sent. */
const MOST = 256 * 1024 * 1024;

const query = z.strictObject({
  file: z
    .string()
    .max(160)
    .regex(/^[^/\\\0]+$/, 'a file name without its folders')
    .default('upload.csv')
    .describe('Its name, which some archives tell the sensor by'),
  as: z.string().max(48).optional().describe('Which archive it is of; found by its first lines when absent'),
  phenomenon: z.string().max(64).optional().describe('For archives that name none'),
  dry: z.enum(['true', 'false']).default('true').describe('Only say what taking it in brings'),
});

const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());

/** Why the sender may not add to the kit; undefined when it may: the kit itself, and the administrator. */
function bar({ ports: { registry } }: Writing, request: FastifyRequest, kit: string): Problem | undefined {
  const credentials = credentialsOf(request.headers.authorization ?? '');
  if (credentials?.scheme === 'bearer' && registry.isAdministrator(credentials.token)) return undefined;
  if (credentials?.scheme === 'basic' && registry.authenticate(credentials.user, credentials.password))
    return credentials.user === kit
      ? undefined
      : problem('forbidden', `The credential is that of kit "${credentials.user}", not of "${kit}".`);
  return problem(
    'unauthorized',
    "Give the kit's id and token (Basic), or the administrator's token (Bearer).",
  );
}

/** The bytes as they come, at most so many. */
async function* bounded(body: IncomingMessage): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST) throw new Error(`a file of more than ${MOST / 1024 / 1024} MB; send it in parts`);
    yield chunk;
  }
}

/** `POST /kits/{id}/uploads` */
export async function uploadRoute(app: App, context: Writing, trusted: boolean): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  app.post(
    '/kits/:id/uploads',
    {
      schema: {
        summary: "Takes a file of a kit's readings in, or says what that brings",
        description:
          'The body is the file: CSV of an SD card or an archive, or a table with a header, also gzip. A dry run unless `dry=false`.',
        tags: ['writing'],
        security: [{ kit: [] }, { administrator: [] }],
        params: idParams,
        querystring: query,
        response: answers(uploadedSchema),
      },
    },
    async (request, reply) => {
      const { id: kit } = request.params;
      const barred = trusted ? undefined : bar(context, request, kit);
      if (barred !== undefined) {
        if (barred.code === 'unauthorized')
          reply.header('www-authenticate', 'Basic realm="kit", Bearer realm="superilla"');
        return barred;
      }
      if (context.ports.registry.kit(kit) === undefined)
        return problem('not_found', `No kit "${kit}" is registered; /api/v1/kits lists them.`);
      const { file, as, phenomenon, dry } = request.query;
      const uploaded = await context.ports.upload({
        ...{ kit, file, dry: dry === 'true', bytes: bounded(request.body as IncomingMessage) },
        ...(as !== undefined && { as }),
        ...(phenomenon !== undefined && { phenomenon }),
      });
      if (typeof uploaded === 'string') return problem('unsupported_media_type', uploaded);
      const { from, to, faults, sensors, refusals, ...same } = uploaded;
      return {
        ...same,
        ...{ from: iso(from), to: iso(to) },
        ...{ faults: [...faults], sensors: [...sensors], refusals: { ...refusals } },
      };
    },
  );
}
