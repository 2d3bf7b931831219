import { z } from 'zod';
import { switchSchema } from '../domain/setting.ts';

/** What the operator may set of the demonstration. */
export const demoConfig = z.object({
  SUPERILLA_DEMO: switchSchema
    .default(true)
    .describe('1 runs the demonstration district while no real kit is registered, 0 never does'),
});
