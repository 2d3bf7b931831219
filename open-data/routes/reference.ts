import { z } from 'zod';
import { PROBLEMS, type ProblemCode, problem } from '../../domain/problem.ts';
import { CLUSTERS } from '../../domain/reference/clusters.ts';
import { kitModelSchema } from '../../domain/reference/kit-model.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { STRATEGIES } from '../../domain/reference/strategies.ts';
import { REFUSALS } from '../../domain/refusal-catalogue.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { answers, problemSchema } from '../schemas/problem.ts';
import { clusterViewSchema, strategyViewSchema } from '../schemas/project.ts';

const kitModelViewSchema = kitModelSchema.meta({ id: 'KitModel' });

const errorsSchema = z.object({
  problems: z.array(problemSchema.omit({ detail: true })),
  refusals: z
    .array(
      z.object({
        code: z.string(),
        fate: z.enum(['rejected', 'quarantined', 'duplicate']),
        rule: z.string(),
        right: z.string().describe('What would have been right'),
      }),
    )
    .describe('Why readings are not taken in, as receipts name it'),
});

const ERRORS: z.infer<typeof errorsSchema> = {
  problems: (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => {
    const { detail: _, ...rest } = problem(code, '');
    return rest;
  }),
  refusals: Object.entries(REFUSALS).map(([code, { fate, rule, right }]) => ({ code, fate, rule, right })),
};

/** `GET /clusters`, `/strategies`, `/kit-models`, `/problems`: data that comes with the program. */
export function referenceRoutes(app: App, { run }: Context): void {
  const given = <T extends z.ZodType<object>>(
    path: string,
    summary: string,
    what: { schema: T; body: z.output<T> },
  ) =>
    app.get(
      path,
      { schema: { summary, tags: ['reference'], response: answers(what.schema as z.ZodType<object>) } },
      async (request, reply) => (unchanged(request, reply, run) ? reply : what.body),
    );
  given('/clusters', 'Clusters of digital social innovation', {
    schema: z.object({ clusters: z.array(clusterViewSchema) }),
    body: { clusters: [...CLUSTERS] },
  });
  given('/strategies', 'City strategies that a project may serve', {
    schema: z.object({ strategies: z.array(strategyViewSchema) }),
    body: { strategies: [...STRATEGIES] },
  });
  given('/kit-models', 'Open-hardware blueprints', {
    schema: z.object({ models: z.array(kitModelViewSchema) }),
    body: { models: [...KIT_MODELS] },
  });
  given('/problems', 'Every error, with what would be right', { schema: errorsSchema, body: ERRORS });
}
