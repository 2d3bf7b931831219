import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { kitReadingViewSchema } from './reading.ts';

const percentilePoint = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** Values over time, in buckets. */
export const seriesSchema = z
  .object({
    phenomenon: z.string(),
    unit: z.string(),
    bucketMs: z.number().int(),
    series: z.array(
      z.object({
        kit: idSchema.or(z.literal('')).describe('Empty when merged'),
        channel: z.string(),
        points: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])),
        flagged: z
          .array(z.tuple([z.number(), z.number(), z.number()]))
          .optional()
          .describe(
            '[start, readings that are bad, suspect ones], where there are any; bad ones are in the mean',
          ),
        percentiles: z
          .array(percentilePoint)
          .optional()
          .describe('[start, p10, p50, p90], where asked for and known'),
        corrected: z
          .array(z.tuple([z.number(), z.number()]))
          .optional()
          .describe('[start, mean corrected], where asked for and the sensor has a correction'),
        correction: z.string().optional().describe('What `corrected` comes from, id@version'),
      }),
    ),
  })
  .meta({ id: 'Series', description: 'A point is [start in ms since 1970, mean, min, max, n]' });
/** Stored values, as JSON. */
export const exportSchema = z
  .object({
    licences: z.array(z.object({ id: z.string(), url: z.url() })).describe('Every licence the export mixes'),
    attribution: z.array(
      z.object({ kit: z.string(), name: z.string(), steward: z.string(), licence: z.string() }),
    ),
    query: z.record(z.string(), z.unknown()).describe('What was asked, as it was understood'),
    readings: z.array(kitReadingViewSchema),
  })
  .meta({ id: 'ReadingExport' });
