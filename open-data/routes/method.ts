import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { methodView } from '../method/method.ts';
import { methodSchema } from '../method/schema.ts';
import { answers } from '../schemas/problem.ts';

/** `GET /method`: made once, for it changes with the program alone. */
export function methodRoute(app: App, { run }: Pick<Context, 'run'>): void {
  const method = methodView();
  app.get(
    '/method',
    {
      schema: {
        summary: 'How values are checked, corrected, averaged and judged',
        description:
          'Every check, correction, index, limit value and rule of averaging with figures and sources, made from the data that the code works by.',
        tags: ['reference'],
        response: answers(methodSchema),
      },
    },
    async (request, reply) => (unchanged(request, reply, run) ? reply : method),
  );
}
