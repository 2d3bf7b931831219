import { z } from 'zod';
import { idSchema, type Kit } from '../../domain/kit.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { licencesOf } from '../export/licences.ts';
import { hourRecords } from '../hours/hour-records.ts';
import type { App } from '../http/app.ts';
import { negotiate, type Offer } from '../http/negotiate.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { hoursSchema } from '../schemas/hours.ts';
import { PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { phenomenonParam, timeParam } from '../schemas/query.ts';
import { selectKits } from '../selection.ts';
import { HOURS_HEAD, hoursCsv, hoursView } from '../views/hours.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Hours of one answer, over all kits: five kits' years. */
const MAX_HOURS = 45_000;

type Format = 'json' | 'csv';
const OFFERS: readonly [Offer<Format>, ...Offer<Format>[]] = [
  { format: 'json', types: ['application/json'] },
  { format: 'csv', types: ['text/csv'] },
];

const query = z.strictObject({
  kit: z.array(idSchema).min(1).max(50).describe('Ids of kits; may be given several times'),
  phenomenon: phenomenonParam,
  from: timeParam.optional().describe('Hours that begin from then on; without it a day before `to`'),
  to: timeParam.optional().describe('Hours that begin before then; without it now'),
  format: z.enum(['json', 'csv']).optional().describe('Instead of an Accept header'),
});

const RESPONSE = {
  200: {
    description: 'The hours that have readings, by kit and channel, each in order of time',
    content: {
      'application/json': { schema: hoursSchema },
      'text/csv': { schema: z.string().describe(`Columns: ${HOURS_HEAD}`) },
    },
  },
  ...PROBLEM_ANSWERS,
} as const;

/** The span asked for, or why it is none or too long. */
function spanOf(asked: z.output<typeof query>, now: number): { from: number; to: number } | Problem {
  const to = asked.to ?? now;
  const from = asked.from ?? to - DAY;
  if (from >= to)
    return problem('invalid_parameter', 'query parameter "from" is not before "to"; give an earlier time.');
  const kits = new Set(asked.kit).size;
  const hours = Math.ceil((to - from) / HOUR);
  if (hours * kits <= MAX_HOURS) return { from, to };
  return problem(
    'invalid_parameter',
    `${hours} hours of ${kits} kits are more than the ${MAX_HOURS} of one answer: ask fewer kits, or at most ${Math.floor(MAX_HOURS / kits / 24)} days.`,
  );
}

function linksOf(kits: readonly Kit[]): string {
  return licencesOf(kits)
    .map(({ url }) => `<${url}>; rel="license"`)
    .join(', ');
}

/** `GET /hours` */
export function hoursRoute(app: App, { ports, directory }: Context): void {
  app.get(
    '/hours',
    {
      schema: {
        summary: 'Hours of kits: completeness, mean, percentiles, flags, corrected value and ±',
        description:
          'Means are averaged as the phenomenon demands. Bad readings are left out and counted, suspect ones count and are told. Raw and corrected stand side by side, with the correction and why it is chosen.',
        tags: ['readings'],
        querystring: query,
        response: RESPONSE,
      },
    },
    async (request, reply) => {
      const { phenomenon } = request.query;
      const format = request.query.format ?? negotiate(request.headers.accept, OFFERS);
      if (format === undefined)
        return problem('not_acceptable', 'On offer are application/json and text/csv.');
      const span = spanOf(request.query, ports.now());
      if (isProblem(span)) return span;
      const asked = { kit: request.query.kit, simulated: 'include' } as const;
      const selected = selectKits({ registry: ports.registry, directory }, asked);
      if (isProblem(selected)) return selected;
      const kits = new Map(selected.kits.map((kit) => [kit.id, kit]));
      const records = await hourRecords(ports, {
        kits: [...kits.keys()],
        phenomenon,
        percentiles: true,
        ...span,
      });
      reply
        .header('vary', 'accept')
        .header('link', linksOf(selected.kits))
        .header('cache-control', 'no-cache');
      if (format === 'json') {
        unchecked(reply);
        return hoursView(phenomenon, records, kits);
      }
      const file = `superilla-hours-${phenomenon}.csv`;
      reply.header('content-disposition', `attachment; filename="${file}"`).type('text/csv; charset=utf-8');
      // A text is sent past the schema, which Fastify's types do not know.
      return reply.send(hoursCsv(phenomenon, records, kits) as never);
    },
  );
}
