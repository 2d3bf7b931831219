import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { missingSchema, wordsSchema } from './words.ts';

const moment = z.iso.datetime();

const about = {
  id: z.string(),
  kind: z.enum([
    'limit',
    'target',
    'long_term_objective',
    'alert',
    'information',
    'guideline',
    'interim_target',
  ]),
  pollutant: z.string(),
  value: z.number().describe('Above it, not at it, is an exceedance'),
  unit: z.string(),
  source: z.string(),
  basis: z.enum(['raw', 'corrected']).nullable().describe('Which values count; null where there are none'),
};

const countedSchema = z.object({
  ...about,
  averaging: z.enum(['hour', 'day', 'max_8h']),
  allowed: z.number().int().describe('Exceedances that a year may have'),
  exceeded: z.array(
    z.object({ at: z.string().describe('Start of the hour, or the local date'), value: z.number() }),
  ),
  episodes: z
    .array(z.object({ from: moment, to: moment, peak: z.number() }))
    .optional()
    .describe('Hours in a row above the value, where the standard is about such'),
  counted: z.number().int().describe('Hours or days with a value'),
  of: z.number().int().describe('Hours or days of the year'),
  verdict: z.enum(['over', 'within', 'undecided']),
  missing: missingSchema.nullable(),
});
export type CountedView = z.infer<typeof countedSchema>;

const meanSchema = z.object({
  ...about,
  averaging: z.enum(['year', 'peak_season']),
  mean: z.discriminatedUnion('enough', [
    z.object({ enough: z.literal(true), value: z.number() }),
    z.object({ enough: z.literal(false), missing: z.array(missingSchema) }),
  ]),
  met: z.boolean().nullable().describe('Whether the value is kept; null while that is not decided'),
});
export type MeanView = z.infer<typeof meanSchema>;

export const exceedancesSchema = z
  .object({
    kit: idSchema,
    zone: z.string().describe('IANA zone of its days'),
    year: z.number().int(),
    indicative: z.literal(true).describe('Only a reference station can establish an exceedance'),
    sets: z.array(
      z.object({
        id: z.string(),
        names: wordsSchema,
        from: z.string().nullable().describe('Dates between which it has to be met'),
        until: z.string().nullable(),
        standards: z.array(z.union([countedSchema, meanSchema])),
      }),
    ),
  })
  .meta({ id: 'Exceedances' });
export type ExceedancesView = z.infer<typeof exceedancesSchema>;
