import { z } from 'zod';

/** What the operator may set of the stores. */
export const storesConfig = z.object({
  SUPERILLA_STORE_MEMORY: z
    .string()
    .regex(/^\d+(MB|GB)$/, 'a size such as 512MB or 2GB')
    .default('512MB')
    .describe('Memory that the embedded store may use for its buffers'),
});
