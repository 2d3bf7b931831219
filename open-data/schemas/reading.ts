import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { READING_LEVELS } from '../assessment/assessment.ts';

const moment = z.iso.datetime().describe('RFC 3339, UTC');

const readingFields = z.object({
  phenomenon: z.string().describe('An id of /phenomena, or a namespaced x_… id'),
  channel: z.string().describe('Tells two sensors of one phenomenon in one kit apart; usually empty'),
  time: moment,
  value: z.number().describe("In the phenomenon's own unit"),
  unit: z.string().describe('UCUM code; empty for x_… phenomena'),
  flags: z
    .array(z.string())
    .describe('What is to be known of the value: simulated, implausible, time_assigned, …'),
  received: moment.describe('Arrival of its message, RFC 3339, UTC'),
  level: z
    .enum(READING_LEVELS)
    .describe(
      'How far it can be trusted by its flags; not_evaluated until the checks have looked at its hour',
    ),
  corrected: z
    .number()
    .nullable()
    .describe("The value corrected, in the phenomenon's own unit; null where there is no correction"),
  correction: z.string().nullable().describe('What `corrected` comes from, id@version'),
});

export const readingViewSchema = readingFields.meta({ id: 'Reading' });
export type ReadingView = z.infer<typeof readingViewSchema>;

export const kitReadingViewSchema = readingFields.extend({ kit: idSchema }).meta({ id: 'KitReading' });
export type KitReadingView = z.infer<typeof kitReadingViewSchema>;
