import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { App } from '../http/app.ts';
import { answers } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { uploadedSchema } from '../schemas/reentry.ts';
import { MAKER_SECURITY, makersOnly } from './maker-bar.ts';
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
  if (!trusted) app.addHook('onRequest', makersOnly(context.ports.registry));
  app.post(
    '/kits/:id/uploads',
    {
      schema: {
        summary: "Takes a file of a kit's readings in, or says what that brings",
        description:
          'The body is the file: CSV of an SD card or an archive, or a table with a header, also gzip. A dry run unless `dry=false`.',
        tags: ['writing'],
        security: MAKER_SECURITY,
        params: idParams,
        querystring: query,
        response: answers(uploadedSchema),
      },
    },
    async (request) => {
      const { id: kit } = request.params;
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
