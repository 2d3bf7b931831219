import { z } from 'zod';
import { idSchema } from '../kit.ts';

/** An open-hardware blueprint that kits are built from. */
export const kitModelSchema = z.object({
  id: idSchema,
  name: z.string().min(1),
  /** Who designed it. */
  maker: z.string().min(1),
  /** Protocol its readings come in. */
  dialect: z.enum(['native', 'smart-citizen', 'airrohr']),
  /** `stock`: the designer's firmware is understood as it is. `sketch`: the builder's own program sends the native dialect. */
  firmware: z.enum(['stock', 'sketch']),
  /** Ids of phenomena it observes. */
  phenomena: z.array(z.string()).min(1),
  sensors: z.array(z.object({ part: z.string().min(1), phenomena: z.array(z.string()).min(1) })),
  /** Licence of the hardware design as an SPDX id, where its source names one. */
  licence: z.string().optional(),
  source: z.url(),
});
export type KitModel = z.infer<typeof kitModelSchema>;
