import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { bandSchema } from './indices.ts';
import { wordsSchema } from './words.ts';

const value = z.object({
  kit: idSchema,
  name: z.string(),
  value: z.number().describe('The mean of the hour, corrected where a correction could be applied'),
  plusMinus: z.number().nullable(),
  basis: z.enum(['raw', 'corrected']),
  suspect: z.boolean().describe('Some of its readings are doubtful'),
});

const phenomenon = z.object({
  phenomenon: z.string(),
  unit: z.string(),
  names: wordsSchema.nullable(),
  kits: z.number().int().describe('Kits with a whole hour, official stations not counted'),
  suspectKits: z.number().int(),
  enough: z.boolean().describe('Whether three kits or more have a whole hour, so that there is a median'),
  median: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  p10: z.number().optional().describe('From five kits on'),
  p90: z.number().optional(),
  basis: z.enum(['raw', 'corrected', 'mixed']),
  perKm2: z.number().optional().describe('Kits with a whole hour on a km²'),
  values: z.array(value),
  stations: z.array(value).describe('Official stations, in no summary'),
});

/** `GET /places/{id}/summary` */
export const placeSummarySchema = z
  .object({
    place: z.object({ id: idSchema, name: z.string(), kind: z.string(), areaKm2: z.number() }),
    hour: z.iso.datetime().describe('Start of the hour that it is of'),
    kits: z.object({
      registered: z.number().int().describe('Kits outdoors whose published position lies in the place'),
      heard: z.number().int().describe('Those with a reading of these phenomena in the hour'),
      official: z.number().int(),
      indoor: z.number().int().describe('Left out: they say nothing of a place'),
    }),
    phenomena: z.array(phenomenon),
    index: z.object({
      scale: z.string(),
      name: z.string(),
      enough: z.boolean(),
      kits: z.number().int().describe('Kits with an index'),
      pmOnly: z.number().int().describe('Those of which it is an index of particles alone'),
      bands: z.array(bandSchema.extend({ kits: z.number().int() })),
      byKit: z.array(z.object({ kit: idSchema, name: z.string(), band: z.number().int() })),
      missing: z
        .array(z.object({ what: z.string(), kits: z.number().int() }))
        .describe('Pollutants of the index that kits with an index do not have, and how many'),
    }),
  })
  .meta({ id: 'PlaceSummary' });
export type PlaceSummaryView = z.infer<typeof placeSummarySchema>;
