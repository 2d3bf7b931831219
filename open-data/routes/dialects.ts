import { z } from 'zod';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { dialectSchema } from '../schemas/maker.ts';
import { answers } from '../schemas/problem.ts';

/** `GET /dialects` */
export function dialectsRoute(app: App, { ports, run }: Context): void {
  app.get(
    '/dialects',
    {
      schema: {
        summary: 'Wire formats that kits may speak here',
        tags: ['reference'],
        response: answers(z.object({ dialects: z.array(dialectSchema) })),
      },
    },
    async (request, reply) => {
      if (unchanged(request, reply, `${run}-dialects`)) return reply;
      return {
        dialects: ports.dialects().map(({ id, transports }) => ({ id, transports: [...transports] })),
      };
    },
  );
}
