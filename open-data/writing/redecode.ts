import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { App } from '../http/app.ts';
import { answers } from '../schemas/problem.ts';
import { idParams, timeParam } from '../schemas/query.ts';
import { enteredSchema } from '../schemas/reentry.ts';
import { MAKER_SECURITY, makerOf } from './maker-bar.ts';
import type { Writing } from './registered.ts';

const DAY = 86_400_000;

const query = z.strictObject({
  from: timeParam
    .optional()
    .describe('Arrival of the oldest message, a day ago without it; kits reach back no further'),
  to: timeParam.optional().describe('Arrival that is too new; to now without it'),
});

/** `POST /kits/{id}/redecode` */
export function redecodeRoute(app: App, { ports }: Writing, trusted: boolean): void {
  const { registry, maker, now } = ports;
  app.post(
    '/kits/:id/redecode',
    {
      schema: {
        summary: "Reads a kit's messages anew, as it is set up now",
        description:
          'What is stored already counts as duplicate, or as a conflict where the value is another: the first stands. Answers when it is done. One run of a kit at a time.',
        tags: ['makers'],
        security: MAKER_SECURITY,
        params: idParams,
        querystring: query,
        response: answers(enteredSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (registry.kit(id) === undefined)
        return problem('not_found', `No kit "${id}" is registered; /api/v1/kits lists them.`);
      const dayAgo = now() - DAY;
      const { from = dayAgo, to = Number.POSITIVE_INFINITY } = request.query;
      if (!trusted && from < dayAgo && makerOf(registry, request, id) !== 'administrator')
        return problem('forbidden', 'A kit reads its last 24 hours anew; the administrator any time.');
      const entered = maker.redecode({ kit: id, from, to });
      if (typeof entered === 'string') {
        reply.header('retry-after', '10');
        return problem('already_running', entered);
      }
      const { refusals, ...sums } = await entered;
      return { ...sums, refusals: { ...refusals } };
    },
  );
}
