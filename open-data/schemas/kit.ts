import { z } from 'zod';
import { calibrationSchema } from '../../domain/calibration.ts';
import { positionSchema } from '../../domain/geo.ts';
import { idSchema, kitSchema } from '../../domain/kit.ts';
import { PLACE_KINDS } from '../../domain/project.ts';
import { namesSchema } from '../../domain/reference/named.ts';
import { readingViewSchema } from './reading.ts';

const reference = z.object({ id: z.string(), name: z.string() });

export const calibrationViewSchema = calibrationSchema.meta({
  id: 'Calibration',
  description:
    'corrected = offset + slope·raw, in the phenomenon’s own unit, as the owner of the kit declares it, with the co-location that it rests on',
});

export const kitViewSchema = kitSchema
  .pick({ id: true, name: true, exposure: true, licence: true, simulated: true })
  .extend({
    description: z.string(),
    model: reference.nullable(),
    dialect: z.string().describe('Protocol the kit speaks'),
    project: reference.nullable(),
    organisations: z.array(reference),
    cluster: z.object({ id: z.string(), names: namesSchema }).nullable(),
    places: z
      .array(reference.extend({ kind: z.enum(PLACE_KINDS) }))
      .describe('Where the published position lies'),
    position: positionSchema
      .nullable()
      .describe('As published: the centre of a grid cell of `precision` metres'),
    precision: z.number().describe('Metres of the grid; 0 publishes the exact position'),
    steward: z.string(),
    open: z.boolean().describe('Has no credential; its readings are flagged unauthenticated'),
    official: z
      .boolean()
      .describe('An official reference station: values are its network’s, and are not corrected'),
    calibrations: z
      .array(calibrationViewSchema)
      .describe('Calibrations of its sensors, at most one a phenomenon and channel'),
    created: z.iso.datetime(),
    lastHeard: z.iso.datetime().nullable(),
    latest: z.array(readingViewSchema),
  })
  .meta({ id: 'Kit' });
export type KitView = z.infer<typeof kitViewSchema>;

export const holdingViewSchema = z
  .object({
    phenomenon: z.string(),
    channel: z.string(),
    n: z.number().int(),
    first: z.iso.datetime(),
    last: z.iso.datetime(),
  })
  .meta({ id: 'Holding', description: 'What is stored of one phenomenon of a kit' });

export const kitDetailSchema = kitViewSchema
  .extend({ holdings: z.array(holdingViewSchema) })
  .meta({ id: 'KitDetail' });

export const kitCollectionSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: idSchema,
        geometry: z
          .object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })
          .nullable(),
        properties: kitViewSchema.omit({ position: true }),
      }),
    ),
  })
  .meta({ id: 'KitCollection', description: 'GeoJSON (RFC 7946), longitude first' });
