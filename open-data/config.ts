import { z } from 'zod';
import { portSchema } from '../domain/setting.ts';

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
});
