import { z } from 'zod';
import { PRECISIONS, positionSchema } from './geo.ts';

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

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What every kit has. */
const always = {
  name: z.string().trim().min(1).max(80),
  description: z.string().max(2000),
  /** Protocol the kit speaks; decides when several could read a message. */
  dialect: z.string().max(48),
  precision: z.union(PRECISIONS.map((p) => z.literal(p))),
  exposure: z.enum(['outdoor', 'indoor']),
  licence: licenceSchema,
  /** Who runs the kit, as the public may read it. */
  steward: z.string().max(120),
  /** IANA zone of times that the kit writes without one. */
  timeZone: z.string().max(64).refine(isZone, 'an IANA time zone such as Europe/Madrid'),
};

/** What a kit may do without. */
const perhaps = {
  /** Id of a kit model in the reference data. */
  model: z.string().max(48),
  /** Identifier that the firmware sends (Smart Citizen token, airRohr chip id, id in an archive). */
  externalId: z.string().min(1).max(120),
  project: idSchema,
  /** Exact position. Private: only `publishedPosition` leaves the registry. */
  position: positionSchema,
};

/** What a maker or administrator says of a kit. */
export const kitFieldsSchema = z.object({
  name: always.name,
  description: always.description.default(''),
  model: perhaps.model.optional(),
  dialect: always.dialect.default('native'),
  externalId: perhaps.externalId.optional(),
  project: perhaps.project.optional(),
  position: perhaps.position.optional(),
  precision: always.precision.default(50),
  exposure: always.exposure.default('outdoor'),
  licence: always.licence.default('CC-BY-4.0'),
  steward: always.steward.default(''),
  timeZone: always.timeZone.default('UTC'),
});
export type KitFields = z.infer<typeof kitFieldsSchema>;

/**
 * A change to a kit: the fields that change; null clears one that a kit may do without.
 * (`kitFieldsSchema.partial()` would not do: zod fills in the defaults of fields that are absent.)
 */
export const kitChangeSchema = z
  .object({
    ...always,
    model: perhaps.model.nullable(),
    externalId: perhaps.externalId.nullable(),
    project: perhaps.project.nullable(),
    position: perhaps.position.nullable(),
  })
  .partial();

/** The change as the registry takes it: undefined where null was given. */
export function kitChange(given: z.infer<typeof kitChangeSchema>): Partial<KitFields> {
  return Object.fromEntries(Object.entries(given).map(([field, value]) => [field, value ?? undefined]));
}

/** A kit as the registry keeps it. */
export const kitSchema = kitFieldsSchema.extend({
  id: idSchema,
  /** Part of the demonstration: left out of exports and summaries unless asked for. */
  simulated: z.boolean(),
  /** Has no token: fed only through doors that ask for none; readings carry `unauthenticated`. */
  open: z.boolean(),
  /** UTC ms. */
  created: z.number().int(),
});
export type Kit = z.infer<typeof kitSchema>;
