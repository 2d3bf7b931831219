import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { idSchema, type Kit } from '../../domain/kit.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Registry } from '../../registry/contract.ts';
import { type Asked, compare } from '../comparisons/compare.ts';
import { pairsCsv } from '../comparisons/csv.ts';
import { spanOf } from '../comparisons/span.ts';
import type { Context } from '../context.ts';
import { licencesOf } from '../export/licences.ts';
import type { App } from '../http/app.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { comparisonSchema } from '../schemas/comparison.ts';
import { answers } from '../schemas/problem.ts';
import { phenomenonParam, timeParam } from '../schemas/query.ts';
import { comparisonView } from '../views/comparison.ts';

const query = z.strictObject({
  kit: idSchema.describe('Id of the kit'),
  station: idSchema.describe('Id of the official station: a kit whose `official` is true'),
  phenomenon: phenomenonParam,
  from: timeParam
    .optional()
    .describe(
      'Start, inclusive; without it that of the time in which both have readings, at most a year before `to`',
    ),
  to: timeParam
    .optional()
    .describe('End, exclusive; without it that of the time in which both have readings'),
  completeness: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.75)
    .describe('Share of the usual readings that an hour needs to count; 0 takes every hour with a reading'),
  format: z.enum(['json', 'csv']).default('json').describe('csv gives the pairs'),
});

function unknown(parameter: string, words: string): Problem {
  return problem('invalid_parameter', `query parameter "${parameter}" is ${words}`);
}

function bothOf(
  registry: Registry,
  asked: { kit: string; station: string },
): { kit: Kit; station: Kit } | Problem {
  const [kit, station] = [registry.kit(asked.kit), registry.kit(asked.station)];
  const listed = '; /api/v1/kits lists what is.';
  if (kit === undefined) return unknown('kit', `"${asked.kit}", which is not registered${listed}`);
  if (station === undefined)
    return unknown('station', `"${asked.station}", which is not registered${listed}`);
  if (!station.official)
    return unknown(
      'station',
      `"${station.id}", which is no official station; those that are have "official": true in /api/v1/kits.`,
    );
  if (kit.id === station.id) return unknown('kit', `"${kit.id}", the station itself; name another kit.`);
  return { kit, station };
}

function sendPairs(reply: FastifyReply, { kit, station, phenomenon }: Asked, csv: string): FastifyReply {
  const name = `${kit.id}_${station.id}_${phenomenon}.csv`;
  const links = licencesOf([kit, station]).map(({ url }) => `<${url}>; rel="license"`);
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('link', links.join(', '))
    .serializer((text: string) => text)
    .send(csv);
}

/** `GET /comparisons` */
export function comparisonsRoute(app: App, context: Context): void {
  const { ports } = context;
  app.get(
    '/comparisons',
    {
      schema: {
        summary: 'A kit beside an official station: how well they agree, by hourly means',
        description:
          'Slope, correlation, bias and error over the hours that both have, the targets of EPA (PM2.5) and the bars of Directive (EU) 2024/2881 for indicative measurements. As sent and, where a correction is chosen for the kit, corrected.',
        tags: ['readings'],
        querystring: query,
        response: answers(comparisonSchema),
      },
    },
    async (request, reply) => {
      const { phenomenon, completeness, format, from, to } = request.query;
      const both = bothOf(ports.registry, request.query);
      if (isProblem(both)) return both;
      const kits = [both.kit.id, both.station.id] as const;
      const held = await ports.store.holdings(kits);
      const holdings = held.filter((holding) => holding.phenomenon === phenomenon);
      const span = spanOf({ from, to, now: ports.now() }, holdings, kits);
      if (isProblem(span)) return span;
      const asked: Asked = { ...both, phenomenon, completeness, ...span };
      const found = await compare(ports, asked, holdings);
      if (format === 'csv') return sendPairs(reply, asked, pairsCsv(asked, found.pairs));
      unchecked(reply);
      return comparisonView(context, asked, found);
    },
  );
}
