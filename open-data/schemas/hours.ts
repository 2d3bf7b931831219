import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { wordsSchema } from './words.ts';

const value = z.number().nullable();

export const hourSchema = z
  .object({
    hour: z.iso.datetime().describe('Start, UTC'),
    n: z.number().int().describe('Readings, bad ones included'),
    completeness: z.number().describe('Readings that are not bad, of those the kit usually gives, 0 to 1'),
    mean: value.describe('As the phenomenon averages, without bad readings; null where all are bad'),
    min: value,
    max: value,
    p10: value,
    p50: value,
    p90: value,
    bad: z.number().int(),
    suspect: z.number().int(),
    corrected: value.describe('The mean corrected, where a correction is chosen and could be applied'),
    plusMinus: value.describe('± of the corrected mean, or of the mean where there is none'),
    basis: z.enum(['datasheet', 'co_location']).nullable().describe('What ± comes from'),
  })
  .meta({ id: 'Hour' });
export type HourView = z.infer<typeof hourSchema>;

export const hoursSchema = z
  .object({
    phenomenon: z.string(),
    unit: z.string(),
    kits: z.array(
      z.object({
        kit: idSchema,
        channel: z.string(),
        correction: z.string().nullable().describe('`id@version`'),
        correctionNames: wordsSchema.nullable(),
        correctionReason: wordsSchema.nullable().describe('Why this correction, or why none'),
        hours: z.array(hourSchema),
      }),
    ),
  })
  .meta({ id: 'Hours' });
export type HoursView = z.infer<typeof hoursSchema>;
