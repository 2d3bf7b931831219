import { z } from 'zod';
import { idSchema, licenceSchema } from '../../domain/kit.ts';
import { missingSchema, wordsSchema } from './words.ts';

const agreement = z
  .object({
    n: z.number().int(),
    slope: z.number().describe('Of the line kit = intercept + slope · station, by ordinary least squares'),
    intercept: z.number(),
    r: z.number(),
    r2: z.number(),
    bias: z.number().describe('Mean of kit - station'),
    rmse: z.number(),
    nrmse: z
      .number()
      .nullable()
      .describe('RMSE over the mean of the station; null where that is not above 0'),
    meanReference: z.number(),
    meanSensor: z.number(),
  })
  .meta({ id: 'Agreement' });

const target = z.object({
  metric: z.enum(['slope', 'intercept', 'r2', 'rmse', 'nrmse']),
  min: z.number().nullable(),
  max: z.number().nullable(),
  value: z.number().nullable(),
  met: z.boolean().nullable().describe('null where that cannot be told'),
});
export type TargetView = z.infer<typeof target>;

const bar = z.object({
  averaging: z.enum(['hour', 'day', 'year']),
  limit: z.number().describe('Limit value at which it is judged'),
  absolute: z.number().describe('Largest expanded uncertainty, in the unit of the phenomenon'),
  relative: z.number(),
  coverage: z.number().describe('Share of the time that must be covered'),
  found: z.object({ absolute: z.number(), relative: z.number() }).nullable(),
  met: z.boolean().nullable(),
});

const report = z.object({
  basis: z.enum(['raw', 'corrected']),
  enough: z.boolean(),
  missing: z.array(missingSchema).describe('`what` is `kit`, `station` or `pairs`'),
  pairs: z.number().int(),
  completeness: z.number().describe("Pairs as a share of the station's hours in the time that both ran"),
  days: z.number().int().describe('Days that hold enough pairs'),
  agreement: agreement.nullable(),
  daily: agreement.nullable(),
  targets: z.object({ hourly: z.array(target), daily: z.array(target) }),
  indicative: z.array(bar),
});
export type ReportView = z.infer<typeof report>;

const side = z.object({
  id: idSchema,
  name: z.string(),
  steward: z.string(),
  licence: licenceSchema,
  precision: z.number().describe('Metres of the grid of its published position'),
  channel: z.string().describe('The one with most hours'),
  otherChannels: z.array(z.string()),
  hours: z.number().int().describe('Hours with readings that are not bad'),
  whole: z.number().int().describe('Of them, those that are complete enough'),
  badHours: z.number().int().describe('Hours that were left out because all of their readings are bad'),
  first: z.iso.datetime().nullable().describe('Oldest and newest stored reading, in the span or not'),
  last: z.iso.datetime().nullable(),
});

export const comparisonSchema = z
  .object({
    phenomenon: z.string(),
    unit: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    kit: side,
    station: side,
    distance: z.number().nullable().describe('Metres between the published positions'),
    pairing: z.object({ by: z.literal('hour'), completeness: z.number(), names: wordsSchema }),
    correction: z.object({
      id: z.string().nullable().describe('`id@version`; null for none'),
      names: wordsSchema.nullable(),
      reason: wordsSchema.nullable().describe('Why it is that one, or none'),
    }),
    reports: z.array(report),
    pairs: z
      .array(z.tuple([z.number(), z.number(), z.number(), z.number().nullable()]))
      .describe('[start of the hour in ms since 1970, station, kit as sent, kit corrected]'),
    sources: z.object({ targets: z.string(), indicative: z.string() }),
  })
  .meta({ id: 'Comparison', description: 'A kit beside an official station, by hourly means' });
export type ComparisonView = z.infer<typeof comparisonSchema>;
