import { z } from 'zod';
import { countSchema } from '../domain/setting.ts';

/** What the operator may set of what runs by the clock. */
export const upkeepConfig = z.object({
  SUPERILLA_ROLLUP_SECONDS: countSchema({ least: 1, most: 86_400 })
    .default(60)
    .describe('Seconds between two runs of the roll-ups, which charts of weeks and more read'),
  SUPERILLA_COMPACT_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 03:10')
    .default('03:10')
    .describe(
      'When each night, UTC, the readings of closed days are put in order and what is too old is removed',
    ),
  SUPERILLA_KEEP_DAYS: countSchema({ least: 1, most: 100_000 })
    .optional()
    .describe('Days that readings of real kits are kept; for ever unless set. Roll-ups stay'),
  SUPERILLA_KEEP_SIMULATED_DAYS: countSchema({ least: 1, most: 100_000 })
    .optional()
    .describe('Days that readings of simulated kits are kept; for ever unless set'),
});
