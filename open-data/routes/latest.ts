import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { assessNewest, newestState } from '../assessment/newest.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { answers } from '../schemas/problem.ts';
import { phenomenaParam, placeParam, projectParam, simulatedParam } from '../schemas/query.ts';
import { type ReadingView, readingViewSchema } from '../schemas/reading.ts';
import { selectKits } from '../selection.ts';
import { readingView } from '../views/reading.ts';
import { sayLeftOut } from './left-out.ts';

const latestSchema = z
  .object({ kits: z.array(z.object({ kit: idSchema, readings: z.array(readingViewSchema) })) })
  .meta({ id: 'Latest' });

function readingsOf(
  { ports }: Context,
  kit: string,
  phenomena: readonly string[] | undefined,
): ReadingView[] {
  const assess = assessNewest(ports, kit);
  return ports.latest
    .ofKit(kit)
    .filter(({ phenomenon }) => phenomena === undefined || phenomena.includes(phenomenon))
    .map((reading) => readingView(reading, assess(reading)));
}

/** `GET /latest` */
export function latestRoute(app: App, context: Context): void {
  const { ports, directory } = context;
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
      if (unchanged(request, reply, newestState(context))) return reply;
      const kits = selected.kits.map(({ id }) => ({
        kit: id,
        readings: readingsOf(context, id, phenomenon),
      }));
      unchecked(reply);
      return { kits: kits.filter(({ readings }) => readings.length > 0) };
    },
  );
}
