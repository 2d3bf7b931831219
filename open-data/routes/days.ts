import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { DayFile, DayFiles } from '../export/day-files.ts';
import type { App } from '../http/app.ts';
import { answers, PROBLEM_ANSWERS } from '../schemas/problem.ts';

const daysSchema = z.object({
  days: z.array(
    z.object({
      day: z.string(),
      url: z.string(),
      bytes: z.number().int(),
      rows: z.number().int(),
      etag: z.string(),
    }),
  ),
});

const FILE = {
  200: {
    description: 'Gzipped CSV with the columns of an export',
    content: { 'application/gzip': { schema: z.string() } },
  },
  ...PROBLEM_ANSWERS,
} as const;

/** The bytes that a `Range` header asks for (RFC 9110 section 14.1.2), where it asks for one range; `'none'` where none of it is there. */
export function rangeOf(header: string | undefined, bytes: number): [number, number] | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (from >= bytes || (first === '' && Number(last) === 0)) return 'none';
  return from > to ? undefined : [from, to];
}

/** Heads the answer with the state of the files it is made of. */
function head(reply: FastifyReply, name: string, etag: string): void {
  reply
    .header('etag', `"${etag}"`)
    .header('cache-control', 'no-cache')
    .header('content-disposition', `attachment; filename="${name}"`)
    .type('application/gzip');
}

function isKnown(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === `"${etag}"`);
}

/** The files one behind another, with the header of the first only. */
async function* together(files: readonly DayFile[]): AsyncGenerator<Buffer> {
  for (const [n, { path, headBytes }] of files.entries())
    yield* createReadStream(path, { start: n === 0 ? 0 : headBytes });
}

/** `GET /days` and `GET /days/{day}.csv.gz`, `GET /months/{month}.csv.gz`: files made beforehand. */
export function dayRoutes(app: App, files: DayFiles | undefined): void {
  app.get(
    '/days',
    {
      schema: {
        summary: 'Closed days that stand ready as files',
        tags: ['readings'],
        response: answers(daysSchema),
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      const days = (files?.list() ?? []).map(({ day, bytes, rows, etag }) => {
        return { day, url: `/api/v1/days/${day}.csv.gz`, bytes, rows, etag };
      });
      return { days };
    },
  );
  app.get(
    '/days/:file',
    {
      schema: {
        summary: 'The readings of all real kits on one UTC day',
        tags: ['readings'],
        params: z.object({
          file: z.string().regex(/^\d{4}-\d\d-\d\d\.csv\.gz$/, 'a day such as 2026-03-01.csv.gz'),
        }),
        response: FILE,
      },
    },
    async (request, reply) => {
      const day = request.params.file.slice(0, 10);
      const file = files?.get(day);
      if (file === undefined)
        return problem('not_found', `There is no file of ${day}; /api/v1/days lists what is.`);
      head(reply, `superilla-${day}.csv.gz`, file.etag);
      if (isKnown(request.headers['if-none-match'], file.etag))
        return reply.code(304).send(undefined as never);
      const condition = request.headers['if-range'];
      const asked =
        condition === undefined || condition === `"${file.etag}"` ? request.headers.range : undefined;
      const range = rangeOf(asked, file.bytes);
      reply.header('accept-ranges', 'bytes');
      if (range === 'none')
        return reply
          .code(416)
          .header('content-range', `bytes */${file.bytes}`)
          .send(undefined as never);
      const [start, end] = range ?? [0, file.bytes - 1];
      if (range !== undefined) reply.code(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`);
      reply.header('content-length', end - start + 1);
      return reply.send(createReadStream(file.path, { start, end }) as never);
    },
  );
  app.get(
    '/months/:file',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'The files of a UTC month one behind another, as one file',
        tags: ['readings'],
        params: z.object({
          file: z.string().regex(/^\d{4}-\d\d\.csv\.gz$/, 'a month such as 2026-03.csv.gz'),
        }),
        response: FILE,
      },
    },
    async (request, reply) => {
      const month = request.params.file.slice(0, 7);
      const found = (files?.list() ?? []).filter(({ day }) => day.startsWith(`${month}-`));
      if (found.length === 0)
        return problem('not_found', `There is no file of a day in ${month}; /api/v1/days lists what is.`);
      const etag = found.map((file) => `${file.day.slice(8)}${file.etag.slice(0, 8)}`).join('');
      head(reply, `superilla-${month}.csv.gz`, etag);
      if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send(undefined as never);
      return reply.send(Readable.from(together(found), { objectMode: false }) as never);
    },
  );
}
