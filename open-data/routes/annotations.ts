import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { annotationViewSchema } from '../schemas/annotation.ts';
import { answers } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { annotationView } from '../views/annotation.ts';

/** `GET /kits/{id}/annotations` */
export function annotationsRoute(app: App, { ports: { registry } }: Context): void {
  app.get(
    '/kits/:id/annotations',
    {
      schema: {
        summary: 'What whoever looks after a kit noted of periods of its readings',
        description: 'Oldest period first, at most 200. Public.',
        tags: ['kits'],
        params: idParams,
        response: answers(z.object({ annotations: z.array(annotationViewSchema) })),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (registry.kit(id) === undefined)
        return problem('not_found', `No kit "${id}" is registered; /api/v1/kits lists them.`);
      reply.header('cache-control', 'no-cache');
      return { annotations: registry.annotations(id).map(annotationView) };
    },
  );
}
