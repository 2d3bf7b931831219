import { z } from 'zod';
import { calibrationsSchema } from './calibration.ts';
import { PRECISIONS, positionSchema } from './geo.ts';
import { mappingSchema, meaningsSchema } from './mapping.ts';

/** Ids of kits, projects, organisations and places: lower-case words joined by hyphens, fit for topics and URLs. */
export const idSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/,
    'lower-case letters, digits and hyphens, up to 48 characters, starting and ending with a letter or digit',
  );

/** Licences an owner may choose for a kit's readings, as SPDX ids. */
export const LICENCES = ['CC-BY-4.0', 'CC0-1.0', 'ODbL-1.0'] as const;
export const licenceSchema = z.enum(LICENCES);
export type Licence = z.infer<typeof licenceSchema>;

/** What a maker or administrator says of a kit. */
export const kitFieldsSchema = z.object({
  name: z.string().trim().min(1).max(80),
  description: z.string().max(2000).default(''),
  /** Id of a kit model in the reference data. */
  model: z.string().max(48).optional(),
  /** Protocol the kit speaks; decides when several could read a message. */
  dialect: z.string().max(48).default('native'),
  /** Identifier that the firmware sends (Smart Citizen token, airRohr chip id, id in an archive). */
  externalId: z.string().min(1).max(120).optional(),
  project: idSchema.optional(),
  /** Exact position. Private: only `publishedPosition` leaves the registry. */
  position: positionSchema.optional(),
  precision: z.union(PRECISIONS.map((p) => z.literal(p))).default(50),
  exposure: z.enum(['outdoor', 'indoor']).default('outdoor'),
  licence: licenceSchema.default('CC-BY-4.0'),
  /** Who runs the kit, as the public may read it. */
  steward: z.string().max(120).default(''),
  /** IANA zone of times that the kit writes without one. */
  timeZone: z
    .string()
    .max(64)
    .refine((zone) => {
      try {
        new Intl.DateTimeFormat('en', { timeZone: zone });
        return true;
      } catch {
        return false;
      }
    }, 'an IANA time zone such as Europe/Madrid')
    .default('UTC'),
  /** Kit whose credential may bring this kit's messages: a network server's webhook, an edge node. */
  gateway: idSchema.optional(),
  /** What the names mean that the kit sends, where its dialect does not say it. */
  meanings: meaningsSchema.optional(),
  /** How its messages are read, for the dialect `mapping`. */
  mapping: mappingSchema.optional(),
  /** How its sensors were calibrated beside a station, as its owner declares it. Public. */
  calibrations: calibrationsSchema.optional(),
});
export type KitFields = z.infer<typeof kitFieldsSchema>;

/** A kit as the registry keeps it. */
export const kitSchema = kitFieldsSchema.extend({
  id: idSchema,
  /** Part of the demonstration: left out of exports and summaries unless asked for. */
  simulated: z.boolean(),
  /** Has no token: fed only through doors that ask for none; readings carry `unauthenticated`. */
  open: z.boolean(),
  /** An official reference station: its values are its network's, and are not corrected. */
  official: z.boolean().default(false),
  /** UTC ms. */
  created: z.number().int(),
});
export type Kit = z.infer<typeof kitSchema>;
