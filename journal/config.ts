import { z } from 'zod';
import { countSchema } from '../domain/setting.ts';

/** What the operator may set of the journal. */
export const journalConfig = z.object({
  SUPERILLA_JOURNAL_FLOOR_MB: z
    .string()
    .regex(/^\d{1,7}$/, 'a whole number of megabytes')
    .transform(Number)
    .default(64)
    .describe('Free megabytes of the disk at which nothing more is acknowledged until space is made'),
  SUPERILLA_JOURNAL_KEEP_DAYS: countSchema({ least: 0, most: 36_500 })
    .default(7)
    .describe('Days for which messages are kept as sent after they were stored; 0 keeps none'),
  SUPERILLA_JOURNAL_KEEP_MB: countSchema({ least: 0, most: 1_000_000_000 })
    .default(1024)
    .describe('Megabytes of such messages at most; fewer where the disk gets short'),
});
