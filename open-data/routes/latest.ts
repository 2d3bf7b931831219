import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { answers } from '../schemas/problem.ts';
import { phenomenaParam, placeParam, projectParam, simulatedParam } from '../schemas/query.ts';
import { readingViewSchema } from '../schemas/reading.ts';
import { selectKits } from '../selection.ts';
import { readingView } from '../views/reading.ts';
import { sayLeftOut } from './left-out.ts';

const latestSchema = z
  .object({ kits: z.array(z.object({ kit: idSchema, readings: z.array(readingViewSchema) })) })
  .meta({ id: 'Latest' });

/** `GET /latest` */
export function latestRoute(app: App, { ports, directory, run }: Context): void {
  app.get(
    '/latest',
    {
      schema: {
        summary: 'The newest reading of every kit, phenomenon and channel',
        description: 'From memory, with an ETag. Kits that never said anything are not listed.',
        tags: ['readings'],
        querystring: z.strictObject({
          project: projectParam,
          place: placeParam,
          phenomenon: phenomenaParam,
          simulated: simulatedParam.default('exclude'),
        }),
        response: answers(latestSchema),
      },
    },
    async (request, reply) => {
      const { project, place, phenomenon, simulated } = request.query;
      const selected = selectKits({ registry: ports.registry, directory }, { project, place, simulated });
      if (isProblem(selected)) return selected;
      sayLeftOut(reply, selected);
      const state = `${run}-${directory.version()}-${ports.latest.version()}`;
      if (unchanged(request, reply, state)) return reply;
      const kits = selected.kits.map(({ id }) => ({
        kit: id,
        readings: ports.latest
          .ofKit(id)
          .filter((reading) => phenomenon === undefined || phenomenon.includes(reading.phenomenon))
          .map(readingView),
      }));
      unchecked(reply);
      return { kits: kits.filter(({ readings }) => readings.length > 0) };
    },
  );
}
