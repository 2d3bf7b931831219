import { z } from 'zod';
import { countSchema, portSchema } from '../domain/setting.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const fileSchema = z.string().min(1).optional();

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
  SUPERILLA_MQTT_TLS_PORT: portSchema
    .optional()
    .describe('Port of an MQTT listener with TLS, usually 8883; closed unless set'),
  SUPERILLA_MQTT_TLS_CERT: fileSchema.describe(
    'File with the certificate of that listener and its chain (PEM); read again when it changes, and on SIGHUP',
  ),
  SUPERILLA_MQTT_TLS_KEY: fileSchema.describe('File with the private key of that certificate (PEM)'),
  SUPERILLA_MQTT_TLS_CA: fileSchema.describe(
    'File with the authorities (PEM) whose certificates let kits in without a token, by the kit id as common name; none unless set',
  ),
  SUPERILLA_MQTT_MAX_CONNECTIONS: countSchema({ least: 1, most: 1_000_000 })
    .default(DEFAULT_LIMITS.maxConnections)
    .describe('MQTT connections at once, over all listeners; one more is closed unheard'),
  SUPERILLA_MQTT_CONNECTS_PER_ADDRESS: countSchema({ least: 0, most: 1_000_000 })
    .default(DEFAULT_LIMITS.connectsPerAddress)
    .describe(
      'MQTT connections that one address may open in ten seconds (an IPv6 /64 is one, this machine is exempt); 0 is no limit',
    ),
  SUPERILLA_MQTT_MAX_PACKET_BYTES: countSchema({ least: 1_024, most: 1_048_576 })
    .default(DEFAULT_LIMITS.maxPacketBytes)
    .describe('Largest MQTT packet of a kit; a larger one closes its connection'),
});
