import { z } from 'zod';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import type { WritePorts } from '../ports.ts';
import { kitViewSchema } from '../schemas/kit.ts';
import { answers, PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { kitChangeSchema, registeredSchema, registrationSchema } from '../schemas/writing.ts';
import { kitView } from '../views/kit.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import { SECURITY } from './security.ts';

/** What a maker is shown once a kit has a token, or is open and has none. */
export function registeredView(
  context: Context & { readonly ports: WritePorts },
  id: string,
  token: string | undefined,
) {
  const kit = context.ports.registry.kit(id);
  if (kit === undefined) throw new Error(`kit ${id} was removed while it was registered`);
  const { topics, settings } = context.ports.kitAccess(id, token);
  return {
    kit: kitView(context, kit),
    credentials: token === undefined ? null : { username: id, password: token },
    topics: { ...topics, publish: [...topics.publish] },
    settings: settings.map(({ name, value }) => ({ name, value })),
  };
}

type Writing = Context & { readonly ports: WritePorts };

/** `POST /kits`, `PATCH` and `DELETE /kits/{id}` */
export function kitWritingRoutes(app: App, context: Writing): void {
  const { registry, erase } = context.ports;
  const shared = { tags: ['writing'], security: SECURITY };
  app.post(
    '/kits',
    {
      schema: {
        ...shared,
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
  app.patch(
    '/kits/:id',
    {
      schema: {
        ...shared,
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
  app.delete(
    '/kits/:id',
    {
      schema: {
        ...shared,
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

/** `POST /kits/{id}/rotate`, `/revoke` */
export function credentialRoutes(app: App, context: Writing): void {
  const { registry } = context.ports;
  const shared = { tags: ['writing'], security: SECURITY, params: idParams };
  app.post(
    '/kits/:id/rotate',
    {
      schema: {
        ...shared,
        summary: 'Gives a kit a new token; older ones stop working at once',
        response: answers(registeredSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const rotated = await registry.rotate(id);
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
