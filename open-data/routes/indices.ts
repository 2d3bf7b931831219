import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { airIndices } from '../hours/indices.ts';
import type { App } from '../http/app.ts';
import { unchangedBody } from '../http/etag.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { indicesSchema, SCALE_IDS } from '../schemas/indices.ts';
import { answers } from '../schemas/problem.ts';
import { kitsParam, placeParam, projectParam, simulatedParam, timeParam } from '../schemas/query.ts';
import { selectKits } from '../selection.ts';
import { indexView } from '../views/air-index.ts';
import { sayLeftOut } from './left-out.ts';

const HOUR = 3_600_000;
/** Kits of one answer. */
const MAX_KITS = 200;

const query = z.strictObject({
  kit: kitsParam,
  project: projectParam,
  place: placeParam,
  hour: timeParam
    .optional()
    .describe(
      'The UTC hour in which this time lies; without it the last whole one with data within three hours',
    ),
  scale: z
    .array(z.enum(SCALE_IDS))
    .optional()
    .describe('Which indices; may be given several times. All without it'),
  simulated: simulatedParam
    .default('exclude')
    .describe('What becomes of simulated kits; one that is named is always answered'),
});

/** The start of the hour in which the time asked for lies, once it is over; undefined where none is asked for. */
export function hourOf(time: number | undefined, now: number): number | undefined | Problem {
  if (time === undefined) return undefined;
  const hour = Math.floor(time / HOUR) * HOUR;
  if (hour + HOUR <= now) return hour;
  const last = new Date(Math.floor(now / HOUR) * HOUR - HOUR).toISOString();
  return problem(
    'invalid_parameter',
    `query parameter "hour" lies in an hour that is not over; the last whole hour began ${last}.`,
  );
}

function tooMany(kits: number): Problem | undefined {
  if (kits <= MAX_KITS) return undefined;
  return problem(
    'invalid_parameter',
    `${kits} kits are more than the ${MAX_KITS} of one answer: name a smaller place, a project, or kits.`,
  );
}

/** `GET /indices` */
export function indicesRoute(app: App, { ports, directory }: Context): void {
  app.get(
    '/indices',
    {
      schema: {
        summary: 'Air quality indices of kits for one hour',
        description:
          'The European index of 2024, the one before it, and the US AQI of particles by NowCast. A word or colour is given only on the averaging that the scale defines and where 75 % of its hours have values; else the answer says what is missing. Indicative: kits are no reference stations.',
        tags: ['readings'],
        querystring: query,
        response: answers(indicesSchema),
      },
    },
    async (request, reply) => {
      const { kit, project, place, simulated, scale: scales } = request.query;
      const now = ports.now();
      const hour = hourOf(request.query.hour, now);
      if (isProblem(hour)) return hour;
      const asked = { kit, project, place, simulated: kit === undefined ? simulated : 'include' } as const;
      const selected = selectKits({ registry: ports.registry, directory }, asked);
      if (isProblem(selected)) return selected;
      const wide = tooMany(selected.kits.length);
      if (wide !== undefined) return wide;
      sayLeftOut(reply, selected);
      const kits = selected.kits.map(({ id }) => id);
      const found = await airIndices(ports, { kits, hour, now, scales });
      const body = {
        hour: new Date(found.hour).toISOString(),
        kits: selected.kits.map(({ id, name }) => {
          return { kit: id, name, indices: (found.kits.get(id) ?? []).map(indexView) };
        }),
      };
      if (unchangedBody(request, reply, body)) return reply;
      unchecked(reply);
      return body;
    },
  );
}
