import { z } from 'zod';
import { brokerConfig } from '../../broker/config.ts';
import { demoConfig } from '../../firmware-sim/config.ts';
import { ingestConfig } from '../../ingest/config.ts';
import { journalConfig } from '../../journal/config.ts';
import { openDataConfig } from '../../open-data/config.ts';
import { storesConfig } from '../../stores/config.ts';
import { upkeepConfig } from '../../upkeep/config.ts';

const houseConfig = z.object({
  SUPERILLA_DATA: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder that holds everything: registry, journal, readings, socket'),
  SUPERILLA_HOST: z
    .string()
    .regex(/^[0-9a-zA-Z.:-]+$/, 'a host name or address')
    .default('127.0.0.1')
    .describe('Address to listen on; 0.0.0.0 opens the house to the network, as `superilla up --lan` does'),
  SUPERILLA_LOG: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('warn')
    .describe('How much is logged (JSON lines on standard error)'),
});

/** Every configuration key, one schema a room. `docs/CONFIGURATION.md` has the same table, held by a test. */
export const configSchema = z.object({
  ...houseConfig.shape,
  ...brokerConfig.shape,
  ...ingestConfig.shape,
  ...journalConfig.shape,
  ...storesConfig.shape,
  ...upkeepConfig.shape,
  ...openDataConfig.shape,
  ...demoConfig.shape,
});

export type Config = z.infer<typeof configSchema>;
