import { z } from 'zod';
import { kitFieldsSchema } from '../domain/kit.ts';
import { countSchema, portSchema } from '../domain/setting.ts';

const PROXIES = 'addresses or networks of proxies (10.0.0.0/8) or loopback, separated by commas';
const proxySchema = z.union([z.literal('loopback'), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: PROXIES,
});

/** What the operator may set of the API and the pages. */
export const openDataConfig = z.object({
  SUPERILLA_HTTP_PORT: portSchema
    .default(8080)
    .describe('Port of the pages, the API and the HTTP doors of kits; 0 picks a free one'),
  SUPERILLA_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe(
      'Address under which people reach the pages, for invitation links; the listener’s own unless set',
    ),
  SUPERILLA_API_RATE: countSchema({ least: 0, most: 1_000_000 })
    .default(600)
    .describe('Requests a minute that one address may make of the API; 0 is no limit'),
  SUPERILLA_TRUST_PROXY: z
    .string()
    .transform((list) => list.split(',').filter((part) => part !== ''))
    .pipe(z.array(proxySchema))
    .default([])
    .describe(
      'Reverse proxies whose X-Forwarded-For is believed, separated by commas: addresses, networks, or `loopback`; none unless set',
    ),
  SUPERILLA_TILES_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Map tiles, with {z}, {x} and {y}; without it the map draws outlines only and no request leaves the machine',
    ),
  SUPERILLA_TILES_ATTRIBUTION: z
    .string()
    .max(200)
    .optional()
    .describe('Whose tiles they are, as their licence asks it to be said'),
  SUPERILLA_TIME_ZONE: kitFieldsSchema.shape.timeZone
    .unwrap()
    .default('Europe/Madrid')
    .describe('IANA zone of days, nights and years of kits that name none of their own'),
  SUPERILLA_NOISE_PERIODS: z
    .enum(['catalonia', 'eu'])
    .default('catalonia')
    .describe(
      'When day, evening and night of noise begin: `catalonia` at 7, 21 and 23 h, `eu` at 7, 19 and 23 h',
    ),
  SUPERILLA_DAY_FILES: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether the readings of closed days are kept ready as files for `GET /api/v1/days`'),
  SUPERILLA_DAY_FILES_MB: countSchema({ least: 1, most: 100_000_000 })
    .default(4096)
    .describe('Megabytes that these files may take together; the oldest go first'),
});
