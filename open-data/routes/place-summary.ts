import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchangedBody } from '../http/etag.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { placeSummary, SUMMARISED } from '../places/place-summary.ts';
import { placeSummarySchema } from '../schemas/place-summary.ts';
import { answers } from '../schemas/problem.ts';
import { idParams, phenomenaParam, simulatedParam, timeParam } from '../schemas/query.ts';
import { selectKits } from '../selection.ts';
import { placeSummaryView } from '../views/place-summary.ts';
import { hourOf } from './indices.ts';
import { sayLeftOut } from './left-out.ts';

/** Kits, and phenomena, of one answer. */
const MAX_KITS = 500;
const MAX_PHENOMENA = 20;

const query = z.strictObject({
  hour: timeParam
    .optional()
    .describe(
      'The UTC hour in which this time lies; without it the last whole one with data within three hours',
    ),
  phenomenon: phenomenaParam.describe(
    `Which phenomena, at most ${MAX_PHENOMENA}; may be given several times. Without it ${SUMMARISED.join(', ')}`,
  ),
  simulated: simulatedParam.default('exclude'),
});

function tooWide(place: string, kits: number, phenomena: number): Problem | undefined {
  if (phenomena > MAX_PHENOMENA)
    return problem(
      'invalid_parameter',
      `${phenomena} phenomena are more than the ${MAX_PHENOMENA} of one answer.`,
    );
  if (kits <= MAX_KITS) return undefined;
  return problem('invalid_parameter', `${kits} kits are in "${place}"; at most ${MAX_KITS} are summarised.`);
}

/** `GET /places/{id}/summary` */
export function placeSummaryRoute(app: App, { ports, directory }: Context): void {
  app.get(
    '/places/:id/summary',
    {
      schema: {
        summary: 'What the kits of a place say of one hour',
        description:
          'Median and spread over kits with a whole hour, with how many they are; never a bare mean. With fewer than three kits there is no summary, only their values. Bad readings, kits indoors and sensors that show a trend only do not count; official stations stand apart.',
        tags: ['places'],
        params: idParams,
        querystring: query,
        response: answers(placeSummarySchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { simulated, phenomenon: phenomena = SUMMARISED } = request.query;
      const place = ports.registry.places.get(id);
      if (place === undefined)
        return problem('not_found', `No place "${id}" is registered; /api/v1/places lists them.`);
      const now = ports.now();
      const hour = hourOf(request.query.hour, now);
      if (isProblem(hour)) return hour;
      const selected = selectKits({ registry: ports.registry, directory }, { place: id, simulated });
      if (isProblem(selected)) return selected;
      const { kits } = selected;
      const wide = tooWide(id, kits.length, phenomena.length);
      if (wide !== undefined) return wide;
      sayLeftOut(reply, selected);
      const summary = await placeSummary(ports, { place, kits, hour, now, phenomena });
      const body = placeSummaryView(place, summary, kits);
      if (unchangedBody(request, reply, body)) return reply;
      unchecked(reply);
      return body;
    },
  );
}
