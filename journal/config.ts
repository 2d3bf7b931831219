import { z } from 'zod';

/** What the operator may set of the journal. */
export const journalConfig = z.object({
  SUPERILLA_JOURNAL_FLOOR_MB: z
    .string()
    .regex(/^\d{1,7}$/, 'a whole number of megabytes')
    .transform(Number)
    .default(64)
    .describe('Free megabytes of the disk at which nothing more is acknowledged until space is made'),
});
