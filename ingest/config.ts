import { z } from 'zod';

/** What the operator may set of the ingest. */
export const ingestConfig = z.object({
  SUPERILLA_OPEN_DOORS: z
    .string()
    .regex(/^[a-z0-9-]*(,[a-z0-9-]+)*$/, 'protocol ids separated by commas')
    .transform((list) => list.split(',').filter((id) => id !== ''))
    .default([])
    .describe(
      'Protocols whose HTTP doors take messages of open kits without a credential, separated by commas (airrohr); none unless set',
    ),
});
