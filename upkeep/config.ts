import { z } from 'zod';
import { countSchema } from '../domain/setting.ts';

/** What the operator may set of what runs by the clock. */
export const upkeepConfig = z.object({
  SUPERILLA_ROLLUP_SECONDS: countSchema({ least: 1, most: 86_400 })
    .default(60)
    .describe('Seconds between two runs of the roll-ups, which charts of weeks and more read'),
});
