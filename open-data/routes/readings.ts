import { z } from 'zod';
import type { Kit } from '../../domain/kit.ts';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { problem } from '../../domain/problem.ts';
import type { ReadingQuery } from '../../stores/contract.ts';
import { correctable } from '../assessment/correctable.ts';
import type { Context } from '../context.ts';
import { csvWriter } from '../export/csv.ts';
import { jsonWriter, ndjsonWriter } from '../export/json.ts';
import { licencesOf } from '../export/licences.ts';
import { ExportStream, piecesOf, type StartedExport, startExport } from '../export/stream.ts';
import { type WideColumns, wideCsvWriter } from '../export/wide-csv.ts';
import type { ExportFacts, ExportWriter } from '../export/writer.ts';
import type { App } from '../http/app.ts';
import { negotiate, type Offer } from '../http/negotiate.ts';
import { isProblem } from '../http/problems.ts';
import { PROBLEM_ANSWERS } from '../schemas/problem.ts';
import {
  kitsParam,
  phenomenaParam,
  placeParam,
  projectParam,
  simulatedParam,
  timeParam,
} from '../schemas/query.ts';
import { exportSchema } from '../schemas/values.ts';
import { selectKits } from '../selection.ts';
import { sayLeftOut } from './left-out.ts';

const FORMATS = ['json', 'ndjson', 'csv'] as const;
type Format = (typeof FORMATS)[number];

const OFFERS: readonly [Offer<Format>, ...Offer<Format>[]] = [
  { format: 'json', types: ['application/json'] },
  { format: 'csv', types: ['text/csv'] },
  { format: 'ndjson', types: ['application/x-ndjson', 'application/ndjson', 'application/jsonl'] },
];

const WRITERS: Readonly<Record<Format, (facts: ExportFacts) => ExportWriter>> = {
  json: jsonWriter,
  ndjson: ndjsonWriter,
  csv: csvWriter,
};

const query = z.strictObject({
  kit: kitsParam,
  project: projectParam,
  place: placeParam,
  phenomenon: phenomenaParam,
  from: timeParam.optional().describe('Start, inclusive; from the first reading without it'),
  to: timeParam.optional().describe('End, exclusive; to the newest reading without it'),
  format: z.enum(FORMATS).optional().describe('Instead of an Accept header'),
  shape: z
    .enum(['long', 'wide'])
    .default('long')
    .describe('Of CSV: a line a value, or a line a kit and time with a column a phenomenon'),
  simulated: simulatedParam.default('exclude'),
});
type Asked = z.output<typeof query>;

const CSV_WORDS =
  'Columns: time,kit,phenomenon,channel,value,unit,flags,received,licence,level,corrected,correction; flags joined by ;. With shape=wide: time,kit,channel,received,licence,flags, a column a phenomenon with its unit, level (of all values, then phenomenon:level of those that have another), and where a kit has a correction <phenomenon>_corrected and correction; flags are phenomenon:word.';

const RESPONSE = {
  200: {
    description: 'The readings, kit by kit, each in order of time',
    content: {
      'application/json': { schema: exportSchema },
      'application/x-ndjson': { schema: z.string().describe('One KitReading a line') },
      'text/csv': { schema: z.string().describe(CSV_WORDS) },
    },
  },
  ...PROBLEM_ANSWERS,
} as const;

function factsOf(asked: Asked, kits: readonly Kit[]): ExportFacts {
  const byId = new Map(kits.map((kit) => [kit.id, kit]));
  const moment = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
  return {
    licenceOf: (id) => byId.get(id)?.licence,
    preamble: {
      licences: licencesOf(kits),
      attribution: kits.map(({ id, name, steward, licence }) => ({ kit: id, name, steward, licence })),
      query: {
        ...asked,
        format: undefined,
        shape: undefined,
        from: moment(asked.from),
        to: moment(asked.to),
      },
    },
  };
}

/** The phenomena of wide columns: those asked for, else all that the kits have, in the order of the catalogue. */
function phenomenaOf({ ports: { latest } }: Context, asked: Asked, kits: readonly Kit[]): string[] {
  if (asked.phenomenon !== undefined) return [...new Set(asked.phenomenon)];
  const held = new Set(kits.flatMap(({ id }) => latest.ofKit(id).map(({ phenomenon }) => phenomenon)));
  const known = PHENOMENA.map(({ id }) => id).filter((id) => held.delete(id));
  return [...known, ...[...held].sort()];
}

function columnsOf(context: Context, { asked, kits }: Chosen): WideColumns {
  const phenomena = phenomenaOf(context, asked, kits);
  const some = new Set(kits.flatMap(correctable));
  return { phenomena, corrected: phenomena.filter((id) => some.has(id)) };
}

function writerOf(context: Context, format: Format, { asked, kits }: Chosen): ExportWriter {
  const facts = factsOf(asked, kits);
  if (format !== 'csv' || asked.shape !== 'wide') return WRITERS[format](facts);
  return wideCsvWriter(columnsOf(context, { asked, kits }), facts);
}

/** What was asked for, and of which kits. */
interface Chosen {
  readonly asked: Asked;
  readonly kits: readonly Kit[];
}

async function* nothing(): AsyncGenerator<string> {}

function started({ ports }: Context, { asked, kits }: Chosen, writer: ExportWriter): Promise<StartedExport> {
  if (kits.length === 0) return startExport(nothing());
  const wanted: ReadingQuery = {
    kits: kits.map(({ id }) => id),
    ...(asked.phenomenon && { phenomena: asked.phenomenon }),
    ...(asked.from !== undefined && { from: asked.from }),
    ...(asked.to !== undefined && { to: asked.to }),
  };
  const { store, registry } = ports;
  const source = {
    store,
    kit: (id: string) => registry.kit(id),
    checked: (kit: string, hour: number) => ports.checked(kit, hour),
  };
  return startExport(piecesOf(source, wanted, writer));
}

/** `GET /readings`. A client that takes nothing for `stallMs` is let go, so that others get their turn at the store. */
export function readingsRoute(app: App, context: Context, stallMs: number): void {
  app.get(
    '/readings',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'Stored readings, streamed',
        description:
          'However many there are. What a reading was corrected with is the humidity of its instant, else the newest before it of at most ten minutes. Licences stand in `Link` headers with rel="license"; `X-Superilla-Left-Out: simulated` says that kits of the demonstration were left out.',
        tags: ['readings'],
        querystring: query,
        response: RESPONSE,
      },
    },
    async (request, reply) => {
      const asked = request.query;
      const format = asked.format ?? negotiate(request.headers.accept, OFFERS);
      if (format === undefined)
        return problem('not_acceptable', 'On offer are application/json, text/csv and application/x-ndjson.');
      if (asked.from !== undefined && asked.to !== undefined && asked.from >= asked.to)
        return problem(
          'invalid_parameter',
          'query parameter "from" is not before "to"; give an earlier time.',
        );
      const selected = selectKits({ registry: context.ports.registry, directory: context.directory }, asked);
      if (isProblem(selected)) return selected;
      const writer = writerOf(context, format, { asked, kits: selected.kits });
      const whole = await started(context, { asked, kits: selected.kits }, writer);
      sayLeftOut(reply, selected);
      const links = licencesOf(selected.kits).map(({ url }) => `<${url}>; rel="license"`);
      if (links.length > 0) reply.header('link', links.join(', '));
      if (format !== 'json')
        reply.header('content-disposition', `attachment; filename="superilla-readings.${format}"`);
      reply.header('vary', 'accept').header('cache-control', 'no-cache').type(writer.type);
      // Fastify writes streams past the schema, which its types do not know.
      return reply.send(new ExportStream(whole, writer, stallMs) as never);
    },
  );
}
