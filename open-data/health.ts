import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { App } from './http/app.ts';
import { speakProblems } from './http/problems.ts';
import type { HealthPorts } from './ports.ts';

const readinessSchema = z
  .object({
    ready: z.boolean(),
    reasons: z.array(z.string()).describe('Why messages are not taken in or stored'),
    notes: z
      .array(z.string())
      .describe('What an operator should know and does not keep readings from being stored'),
  })
  .meta({ id: 'Readiness' });

const TAGS = ['health'];

function healthzRoute(app: App): void {
  app.get(
    '/healthz',
    {
      schema: {
        summary: 'Whether the process answers',
        tags: TAGS,
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );
}

function readyzRoute(app: App, { readiness }: HealthPorts): void {
  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Whether readings are taken in and stored',
        tags: TAGS,
        response: { 200: readinessSchema, 503: readinessSchema },
      },
    },
    async (_request, reply) => {
      const { ready, reasons, notes = [] } = readiness();
      reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
      return { ready, reasons: [...reasons], notes: [...notes] };
    },
  );
}

function metricsRoute(app: App, { metrics }: HealthPorts): void {
  app.get(
    '/metrics',
    {
      schema: {
        summary: 'Metrics in the Prometheus text format',
        tags: TAGS,
        response: { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } } },
      },
    },
    async (_request, reply) => {
      const { type, body } = await metrics();
      reply.type(type);
      return body;
    },
  );
}

/** `/healthz` (the process answers), `/readyz` (it takes and stores readings, or why not), `/metrics` (Prometheus). */
export function health(ports: HealthPorts) {
  return async (server: FastifyInstance): Promise<void> => {
    speakProblems(server);
    const app: App = server.withTypeProvider();
    healthzRoute(app);
    readyzRoute(app, ports);
    metricsRoute(app, ports);
  };
}
