import { z } from 'zod';
import type { App } from '../http/app.ts';
import type { WritePorts } from '../ports.ts';
import { kitViewSchema } from '../schemas/kit.ts';
import { answers, PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { kitChangeSchema, registeredSchema, registrationSchema } from '../schemas/writing.ts';
import { kitView } from '../views/kit.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import { registeredView, type Writing } from './registered.ts';
import { SECURITY } from './security.ts';

const SHARED = { tags: ['writing'], security: SECURITY };

/** `POST /kits` */
export function registerRoute(app: App, context: Writing): void {
  const { registry } = context.ports;
  app.post(
    '/kits',
    {
      schema: {
        ...SHARED,
        summary: 'Registers a kit',
        body: registrationSchema,
        response: { 201: registeredSchema, ...PROBLEM_ANSWERS },
      },
    },
    async (request, reply) => {
      const { id, open, simulated, ...fields } = request.body;
      const options = { open, simulated, ...(id !== undefined && { id }) };
      const registered = await registry.register(fields, options);
      if (isObstacle(registered)) return obstacleProblem(registered);
      reply.code(201).header('location', `/api/v1/kits/${registered.kit.id}`);
      return registeredView(context, registered.kit.id, registered.token);
    },
  );
}

/** `PATCH /kits/{id}` */
export function changeRoute(app: App, context: Writing): void {
  const { registry } = context.ports;
  app.patch(
    '/kits/:id',
    {
      schema: {
        ...SHARED,
        summary: 'Changes what is said of a kit',
        description: 'Fields left out stay as they are; null takes an optional field away.',
        params: idParams,
        body: kitChangeSchema,
        response: answers(kitViewSchema),
      },
    },
    async (request) => {
      const change = Object.fromEntries(
        Object.entries(request.body).map(([field, value]) => [field, value ?? undefined]),
      );
      const kit = await registry.update(request.params.id, change);
      return isObstacle(kit) ? obstacleProblem(kit) : kitView(context, kit);
    },
  );
}

/** `DELETE /kits/{id}` */
export function removeRoute(app: App, { registry, erase }: WritePorts): void {
  app.delete(
    '/kits/:id',
    {
      schema: {
        ...SHARED,
        summary: 'Removes a kit and erases its readings',
        params: idParams,
        response: { 204: z.undefined().describe('Removed and erased'), ...PROBLEM_ANSWERS },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const removed = await registry.remove(id);
      if (isObstacle(removed)) return obstacleProblem(removed);
      await erase(id);
      reply.code(204);
    },
  );
}
