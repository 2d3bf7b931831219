import { z } from 'zod';
import { countSchema } from '../domain/setting.ts';

const rateSchema = countSchema({ least: 0, most: 1_000_000_000 });
const burstSchema = countSchema({ least: 1, most: 1_000_000_000_000 - 1 });

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
  SUPERILLA_RATE_MESSAGES: rateSchema
    .default(1_000)
    .describe('Messages a second that a kit may send for long; faster ones are held back; 0 is no limit'),
  SUPERILLA_RATE_MESSAGES_BURST: burstSchema
    .default(100_000)
    .describe('Messages that a kit may send at once before that rate counts'),
  SUPERILLA_RATE_BYTES: rateSchema
    .default(1_000_000)
    .describe('Bytes a second that a kit may send for long; 0 is no limit'),
  SUPERILLA_RATE_BYTES_BURST: burstSchema
    .default(50_000_000)
    .describe('Bytes that a kit may send at once before that rate counts'),
});
