import { z } from 'zod';

/** What was taken for granted when a message was read. */
export type AssumptionCode =
  | 'time_of_arrival'
  | 'utc'
  | 'kit_zone'
  | 'unit'
  | 'kept_as'
  | 'newest_retained'
  | 'messages_missing';

/** One assumption, with where it was made and what was taken. */
export interface Assumption {
  readonly code: AssumptionCode;
  readonly path: string;
  /** The unit taken, the zone, the `x_…` id under which the quantity is kept, or how many are missing. */
  readonly taken?: string;
}

const refusalView = z.object({
  code: z.string(),
  path: z.string().describe('Where in the message; empty for the whole message'),
  found: z.string().optional().describe('What stood there; only for the kit itself and the administrator'),
  rule: z.string(),
  right: z.string().describe('What would have been right'),
});

/** A receipt as it is published on `kits/<kitId>/receipts`, answered over HTTP and shown on the kit's page. */
export const receiptSchema = z.object({
  id: z.number().int().describe('Journal sequence of the message'),
  kit: z.string(),
  received: z.iso.datetime().describe('Arrival, UTC'),
  topic: z.string(),
  decoder: z.string().describe('Protocol that read the message, empty when none did'),
  accepted: z.number().int(),
  rejected: z.number().int(),
  duplicates: z.number().int(),
  quarantined: z.number().int(),
  missing: z.number().int().describe('Nulls and documented sentinels: no readings'),
  reasons: z.array(refusalView).describe('Why, for at most 20 of the refused'),
  assumptions: z.array(
    z.object({
      code: z.string(),
      path: z.string(),
      words: z.string(),
      taken: z.string().optional().describe('The unit, the zone, or the x_… id that was taken'),
    }),
  ),
  heldBackMs: z
    .number()
    .int()
    .optional()
    .describe('Milliseconds for which the kit is not read, because it sends faster than its rate'),
});
export type Receipt = z.infer<typeof receiptSchema>;
