import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { missingSchema, wordsSchema } from './words.ts';

export const SCALE_IDS = ['eaqi-2024', 'eaqi-before-2024', 'us-aqi-2024'] as const;

const scale = z.enum(SCALE_IDS);

export const bandSchema = z
  .object({
    band: z.number().int().describe('1 is the best'),
    id: z.string(),
    names: wordsSchema,
    colour: z.string().describe('#RRGGBB; never to be shown without word or number'),
  })
  .meta({ id: 'Band' });
export type BandView = z.infer<typeof bandSchema>;

const basis = z.enum(['raw', 'corrected']);

const partSchema = z.object({
  phenomenon: z.string(),
  value: z.number().describe('The concentration that was judged'),
  unit: z.string(),
  averaging: z.enum(['hour', 'running_24h', 'day', 'nowcast']),
  averagingNames: wordsSchema,
  band: z.number().int(),
  aqi: z.number().optional(),
  beyond: z.literal(true).optional().describe('Above the scale’s end'),
  basis,
  correction: z.string().nullable().describe('`id@version` of the correction that was applied'),
});

const indexSchema = z
  .discriminatedUnion('enough', [
    z.object({
      scale,
      name: z.string(),
      enough: z.literal(true),
      band: bandSchema,
      aqi: z.number().optional(),
      decidedBy: z.array(z.string()).describe('The phenomena that are worst'),
      scope: z.enum(['whole', 'pm_only', 'partial']),
      scopeNames: wordsSchema,
      averagingNames: wordsSchema,
      parts: z.array(partSchema),
      missing: z.array(missingSchema),
    }),
    z.object({
      scale,
      name: z.string(),
      enough: z.literal(false),
      names: wordsSchema,
      missing: z.array(missingSchema),
    }),
  ])
  .meta({ id: 'Index' });
export type IndexView = z.infer<typeof indexSchema>;

export const indicesSchema = z
  .object({
    hour: z.iso.datetime().describe('Start of the hour that the indices are of'),
    kits: z.array(z.object({ kit: idSchema, name: z.string(), indices: z.array(indexSchema) })),
  })
  .meta({ id: 'Indices' });
