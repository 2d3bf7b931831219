import { z } from 'zod';
import { idSchema, kitFieldsSchema } from '../../domain/kit.ts';
import { kitViewSchema } from './kit.ts';

/** What is said of a kit that is registered over an invitation. */
export const claimSchema = kitFieldsSchema
  .extend({
    open: z
      .boolean()
      .default(false)
      .describe('Without a token, for firmware that cannot send one; the invitation says for which dialects'),
  })
  .strict()
  .meta({ id: 'KitClaim' });

/** What is said of a kit that the administrator registers. */
export const registrationSchema = kitFieldsSchema
  .extend({
    id: idSchema.optional().describe('Made from the name when absent'),
    open: z.boolean().default(false).describe('Without a token: fed through doors that ask for none'),
    simulated: z.boolean().default(false).describe('Part of a demonstration'),
  })
  .strict()
  .meta({ id: 'KitRegistration' });

const shape = kitFieldsSchema.shape;

/**
 * What is changed of a kit: fields left out stay (so no defaults here), null takes an optional one away.
 */
export const kitChangeSchema = z
  .strictObject({
    name: shape.name.optional(),
    description: shape.description.unwrap().optional(),
    model: shape.model.nullable(),
    dialect: shape.dialect.unwrap().optional(),
    externalId: shape.externalId.nullable(),
    project: shape.project.nullable(),
    position: shape.position.nullable(),
    precision: shape.precision.unwrap().optional(),
    exposure: shape.exposure.unwrap().optional(),
    licence: shape.licence.unwrap().optional(),
    steward: shape.steward.unwrap().optional(),
    timeZone: shape.timeZone.unwrap().optional(),
    gateway: shape.gateway.nullable(),
    meanings: shape.meanings.nullable(),
    mapping: shape.mapping.nullable(),
    calibrations: shape.calibrations.nullable(),
  })
  .meta({ id: 'KitChange' });

export const registeredSchema = z
  .object({
    kit: kitViewSchema,
    credentials: z
      .object({ username: z.string(), password: z.string() })
      .nullable()
      .describe('Shown this once; null for open kits'),
    topics: z.object({ readings: z.string(), receipts: z.string(), publish: z.array(z.string()) }),
    settings: z
      .array(z.object({ name: z.string(), value: z.string() }))
      .describe("What to enter in the firmware's settings, named as the firmware names it"),
  })
  .meta({ id: 'Registered' });

export const invitationSchema = z
  .object({
    project: z.object({ id: z.string(), name: z.string() }).nullable(),
    note: z.string(),
    expires: z.iso.datetime(),
    openDialects: z
      .array(z.string())
      .describe(
        'Dialects of which a kit may be claimed as open: the operator opened a door without a credential',
      ),
  })
  .meta({ id: 'Invitation' });

export const importSchema = z
  .object({
    imported: z.number().int(),
    refused: z.array(
      z.object({ index: z.number().int().describe('Of the feature, from 0'), words: z.string() }),
    ),
  })
  .meta({ id: 'PlaceImport' });
