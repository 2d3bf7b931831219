import { z } from 'zod';

/** Words in the languages of the platform. */
export const wordsSchema = z.object({ ca: z.string(), es: z.string(), en: z.string() }).meta({ id: 'Words' });

/** What a result would have needed. */
export const missingSchema = z
  .object({
    what: z.string().describe('A phenomenon, or the period that lacks values'),
    why: z.enum(['not_measured', 'incomplete', 'not_in_scale', 'trend_only']),
    whyNames: wordsSchema,
    have: z.number(),
    need: z.number(),
    of: z.number(),
    unit: z.enum(['hours', 'days', 'readings']),
  })
  .meta({ id: 'Missing', description: 'Values there are, values it takes, values that would be all' });
export type MissingView = z.infer<typeof missingSchema>;
