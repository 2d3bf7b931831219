import { z } from 'zod';
import { portSchema } from '../domain/setting.ts';

/** What the operator may set of the broker. */
export const brokerConfig = z.object({
  SUPERILLA_MQTT_PORT: portSchema
    .default(1883)
    .describe('Port of the MQTT listener that kits connect to; 0 picks a free one'),
  SUPERILLA_MQTT_OPEN_PORT: portSchema
    .optional()
    .describe(
      'Port of a second MQTT listener that asks for no credential, for kits registered as open; closed unless set',
    ),
});
