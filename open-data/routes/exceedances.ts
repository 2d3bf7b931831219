import { z } from 'zod';
import { yearSpan } from '../../analysis/air/year.ts';
import { localDate } from '../../analysis/local-day.ts';
import { idSchema } from '../../domain/kit.ts';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { airOf } from '../hours/air-series.ts';
import { zoneOf } from '../hours/local-rules.ts';
import { yearOfAir } from '../hours/year-air.ts';
import type { App } from '../http/app.ts';
import { unchangedBody } from '../http/etag.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { exceedancesSchema } from '../schemas/exceedances.ts';
import { answers } from '../schemas/problem.ts';
import { namedKit } from '../selection.ts';
import { standardSetView } from '../views/exceedances.ts';

/** Before the first hour of a year its first 8-hour mean begins, ms. */
const BEFORE = 8 * 3_600_000;
const FIRST_YEAR = 2000;

const query = z.strictObject({
  kit: idSchema.describe('Id of the kit'),
  year: z.coerce
    .number()
    .int()
    .min(FIRST_YEAR)
    .max(9999)
    .optional()
    .describe('Calendar year in the kit’s zone; without it the year that runs'),
});

/** `GET /exceedances` */
export function exceedancesRoute(app: App, { ports }: Context): void {
  app.get(
    '/exceedances',
    {
      schema: {
        summary: 'A year of a kit beside the limit, target, alert and guideline values',
        description:
          'Directive (EU) 2024/2881 and WHO 2021, each on its own averaging; hours and days count where 75 % of them have values. For orientation: only a reference station can establish an exceedance.',
        tags: ['readings'],
        querystring: query,
        response: answers(exceedancesSchema),
      },
    },
    async (request, reply) => {
      const kit = namedKit(ports.registry, request.query.kit);
      if (isProblem(kit)) return kit;
      const now = ports.now();
      const zone = zoneOf(kit, ports.local);
      const running = Number(localDate(now, zone).slice(0, 4));
      const year = request.query.year ?? running;
      if (year > running)
        return problem(
          'invalid_parameter',
          `query parameter "year" is ${year}, which has not begun; the newest is ${running}.`,
        );
      const asked = { year, zone, now };
      const { start, end } = yearSpan(asked);
      const span = { from: start - BEFORE, to: Math.min(end, now) };
      const air = (await airOf(ports, { kits: [kit.id], ...span })).get(kit.id);
      if (air === undefined) throw new Error(`no answer for ${kit.id}`);
      const sets = yearOfAir(air, asked).map((set) => standardSetView(set, air));
      const body = { kit: kit.id, zone, year, indicative: true as const, sets };
      if (unchangedBody(request, reply, body)) return reply;
      unchecked(reply);
      return body;
    },
  );
}
