import { z } from 'zod';
import type { App } from '../http/app.ts';
import { annotateSchema, annotationParams, annotationViewSchema } from '../schemas/annotation.ts';
import { PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { annotationView } from '../views/annotation.ts';
import { MAKER_SECURITY } from './maker-bar.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import type { Writing } from './registered.ts';

const SHARED = { tags: ['makers'], security: MAKER_SECURITY };
/** Bytes of one note. */
const LIMIT = 8 * 1024;

/** `POST /kits/{id}/annotations` */
export function annotateRoute(app: App, { ports: { registry } }: Writing): void {
  app.post(
    '/kits/:id/annotations',
    {
      bodyLimit: LIMIT,
      schema: {
        ...SHARED,
        summary: 'Notes something of a period of a kit; public',
        description:
          'Readings of the period are flagged `annotated` at the next check, with `maintenance` and `invalid` also `invalid`. Their values stay as they are. A note that says the same already is answered as it is.',
        params: idParams,
        body: annotateSchema,
        response: { 201: annotationViewSchema, ...PROBLEM_ANSWERS },
      },
    },
    async (request, reply) => {
      const kept = await registry.annotate(request.params.id, request.body);
      if (isObstacle(kept)) return obstacleProblem(kept);
      reply.code(201);
      return annotationView(kept);
    },
  );
}

/** `DELETE /kits/{id}/annotations/{annotation}` */
export function removeAnnotationRoute(app: App, { ports: { registry } }: Writing): void {
  app.delete(
    '/kits/:id/annotations/:annotation',
    {
      schema: {
        ...SHARED,
        summary: 'Takes a note away; flags that it set go at the next check',
        params: annotationParams,
        response: { 204: z.undefined().describe('Gone'), ...PROBLEM_ANSWERS },
      },
    },
    async (request, reply) => {
      const { id, annotation } = request.params;
      const removed = await registry.removeAnnotation(id, annotation);
      if (isObstacle(removed)) return obstacleProblem(removed);
      reply.code(204);
    },
  );
}
