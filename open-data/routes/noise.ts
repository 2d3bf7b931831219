import { z } from 'zod';
import { localDate, localDay } from '../../analysis/local-day.ts';
import { NOISE_NOTES } from '../../analysis/noise/notes.ts';
import { idSchema } from '../../domain/kit.ts';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { periodsOf, zoneOf } from '../hours/local-rules.ts';
import { noiseDays } from '../hours/noise-days.ts';
import type { App } from '../http/app.ts';
import { unchangedBody } from '../http/etag.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { noiseSchema } from '../schemas/noise.ts';
import { answers } from '../schemas/problem.ts';
import { namedKit } from '../selection.ts';
import { levelsView, noiseDayView } from '../views/noise.ts';

/** Days up to which the events of nights are looked for: that reads every reading of them. */
const WITH_EVENTS = 31;

const query = z.strictObject({
  kit: idSchema.describe('Id of the kit'),
  date: z.iso
    .date()
    .refine((date) => date >= '2000-01-01', 'a date from 2000-01-01 on')
    .optional()
    .describe('Local date on which the last noise day begins; without it yesterday'),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .default(1)
    .describe('Noise days, `date` the last of them; events of nights are given for at most 31'),
});

/** `GET /noise` */
export function noiseRoute(app: App, { ports }: Context): void {
  app.get(
    '/noise',
    {
      schema: {
        summary: 'Noise of a kit by day, evening and night, with Lden and what stood out at night',
        description:
          'From LAeq of its hours, as energy. A noise day runs from the start of its day period to the next one, in local time. Each period takes 75 % of its hours, Lden all three. Indicative: no kit is a class 1 or 2 meter.',
        tags: ['readings'],
        querystring: query,
        response: answers(noiseSchema),
      },
    },
    async (request, reply) => {
      const kit = namedKit(ports.registry, request.query.kit);
      if (isProblem(kit)) return kit;
      const zone = zoneOf(kit, ports.local);
      const today = localDate(ports.now(), zone);
      const yesterday = localDate(localDay(today, zone).start - 1, zone);
      const { days, date = yesterday } = request.query;
      if (date > today)
        return problem(
          'invalid_parameter',
          `query parameter "date" is ${date}, which has not begun; the newest is ${today}.`,
        );
      const periods = periodsOf(ports.local);
      const events = days <= WITH_EVENTS;
      const found = await noiseDays(ports, { kit: kit.id, date, days, zone, periods, events });
      const notes = events ? [NOISE_NOTES.indicative, NOISE_NOTES.events] : [NOISE_NOTES.indicative];
      const body = {
        ...{ kit: kit.id, zone },
        periods: { id: periods.id, names: { ...periods.names }, from: { ...periods.from } },
        indicative: true as const,
        days: found.days.map(noiseDayView),
        over: levelsView(found.over),
        notes: notes.map((words) => ({ ...words })),
      };
      if (unchangedBody(request, reply, body)) return reply;
      unchecked(reply);
      return body;
    },
  );
}
