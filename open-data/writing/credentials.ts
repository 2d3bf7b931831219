import { z } from 'zod';
import type { App } from '../http/app.ts';
import { answers, PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { registeredSchema } from '../schemas/writing.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import { registeredView, type Writing } from './registered.ts';
import { SECURITY } from './security.ts';

const HOUR_MS = 3_600_000;

const rotateBody = z
  .strictObject({
    overlapHours: z
      .number()
      .min(0)
      .max(168)
      .optional()
      .describe('Hours for which the token before this one works on; none when absent'),
  })
  .nullish();

/** `POST /kits/{id}/rotate`, `/revoke` */
export function credentialRoutes(app: App, context: Writing): void {
  const { registry } = context.ports;
  const shared = { tags: ['writing'], security: SECURITY, params: idParams };
  app.post(
    '/kits/:id/rotate',
    {
      schema: {
        ...shared,
        summary: 'Gives a kit a new token; older ones stop working at once, or after an overlap',
        body: rotateBody,
        response: answers(registeredSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const rotated = await registry.rotate(id, (request.body?.overlapHours ?? 0) * HOUR_MS);
      if (isObstacle(rotated)) return obstacleProblem(rotated);
      reply.header('cache-control', 'no-store');
      return registeredView(context, id, rotated.token);
    },
  );
  app.post(
    '/kits/:id/revoke',
    {
      schema: {
        ...shared,
        summary: "Takes a kit's token away",
        response: { 204: z.undefined().describe('The kit has no token any more'), ...PROBLEM_ANSWERS },
      },
    },
    async (request, reply) => {
      const revoked = await registry.revoke(request.params.id);
      if (isObstacle(revoked)) return obstacleProblem(revoked);
      reply.code(204);
    },
  );
}
