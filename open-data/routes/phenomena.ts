import { z } from 'zod';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { namesSchema } from '../../domain/reference/named.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { answers } from '../schemas/problem.ts';

const conversionSchema = z.union([
  z.object({ shift: z.number().int().describe('Places that the decimal point moves to the right') }),
  z.object({
    factor: z.number(),
    before: z.number().optional().describe('Added before multiplying'),
  }),
]);

const phenomenonSchema = z
  .object({
    id: z.string(),
    names: namesSchema,
    unit: z.string().describe('UCUM code'),
    unitLabel: z.string(),
    accepts: z.record(z.string(), conversionSchema).describe('Other units understood, by UCUM code'),
    plausible: z.tuple([z.number(), z.number()]).describe('Values outside are flagged implausible'),
    averaging: z.enum(['arithmetic', 'energetic', 'circular', 'last', 'sum']),
    decimals: z.number().int(),
    group: z.enum(['particles', 'gases', 'noise', 'weather', 'light', 'device']),
    definition: z.string().optional(),
  })
  .meta({ id: 'Phenomenon' });

const ALL = PHENOMENA.map(({ plausible: [min, max], ...rest }) => ({
  ...rest,
  plausible: [min, max] as [number, number],
}));

/** `GET /phenomena` */
export function phenomenaRoutes(app: App, { run }: Context): void {
  app.get(
    '/phenomena',
    {
      schema: {
        summary: 'What can be observed',
        description: 'Every phenomenon with its unit, the units accepted, and how it averages.',
        tags: ['reference'],
        response: answers(z.object({ phenomena: z.array(phenomenonSchema) })),
      },
    },
    async (request, reply) => {
      if (unchanged(request, reply, run)) return reply;
      return { phenomena: ALL };
    },
  );
}
