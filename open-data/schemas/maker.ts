import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { mappingSchema, meaningsSchema } from '../../domain/mapping.ts';

const count = z.number().int();
const topics = z.object({ readings: z.string(), receipts: z.string(), publish: z.array(z.string()) });

export const setupSchema = z
  .object({
    dialect: z.string().describe('Protocol the kit speaks'),
    externalId: z.string().nullable().describe('Identifier that the firmware sends'),
    timeZone: z.string().describe('Zone of times that it writes without one'),
    gateway: idSchema.nullable().describe('Kit whose credential may bring its messages'),
    meanings: meaningsSchema.nullable().describe('What the names mean that it sends'),
    mapping: mappingSchema.nullable().describe('How its messages are read, of the dialect `mapping`'),
    topics,
    settings: z
      .array(z.object({ name: z.string(), value: z.string() }))
      .describe("What to enter in the firmware's settings; without the token, which nobody knows any more"),
  })
  .meta({ id: 'KitSetup' });

export const savedSetupSchema = setupSchema
  .extend({
    redecode: z
      .string()
      .describe('POST there and the messages of the last day are read anew, in the way that was saved'),
  })
  .meta({ id: 'SavedKitSetup' });

export const attemptSchema = z
  .strictObject({ mapping: mappingSchema.optional(), meanings: meaningsSchema.optional() })
  .refine(({ mapping, meanings }) => mapping === undefined || meanings === undefined, 'mapping or meanings')
  .meta({ id: 'MappingAttempt' });

const previewedValue = z.object({
  path: z.string().describe('Where it stood in the message'),
  name: z.string().describe('As the decoder names it: what `meanings` are keyed by'),
  phenomenon: z.string().describe('Id of /phenomena, or the x_… id that it would be kept under'),
  channel: z.string(),
  value: z.number(),
  unit: z.string().describe('UCUM code; empty for x_… phenomena'),
  time: z.iso.datetime().nullable().describe('null where the message does not say: the time of arrival'),
});

const previewedRefusal = z.object({
  code: z.string(),
  path: z.string(),
  found: z.string().optional(),
  rule: z.string(),
  right: z.string(),
});

export const previewSchema = z
  .object({
    faults: z.array(z.string()).describe('What is wrong with the mapping, in words; empty for nothing'),
    messages: z.array(
      z.object({
        received: z.iso.datetime(),
        topic: z.string(),
        text: z
          .string()
          .nullable()
          .describe('The payload as text, cut to 2,000 characters; null where it is none'),
        dialect: z.string().describe('Protocol that reads it; empty for none'),
        found: z.array(previewedValue).describe('The first 100'),
        refused: z.array(previewedRefusal).describe('The first 20'),
        missing: count,
      }),
    ),
  })
  .meta({ id: 'MappingPreview' });

const sums = {
  messages: count,
  accepted: count.describe('Readings'),
  rejected: count,
  duplicates: count,
  quarantined: count.describe('Kept aside for a person to look at'),
  missing: count.describe('Nulls and documented sentinels: no readings'),
  rules: z.record(z.string(), count).describe('Refused, by rule; /api/v1/problems has the rules in words'),
};
const sumsSchema = z.object(sums).meta({ id: 'LossSums' });

export const lossesSchema = z
  .object({
    kit: idSchema,
    since: z.iso.datetime().describe('Since when it is counted: the start of the program'),
    sinceStart: sumsSchema,
    lastDay: sumsSchema.describe('Of the hour that runs and the 23 before it'),
    hours: z
      .array(z.object({ hour: z.iso.datetime().describe('Its beginning'), ...sums }))
      .describe('Those of the last day that had messages'),
    intervalMs: z
      .number()
      .nullable()
      .describe('Usual time between its messages, learned; null until it was heard often enough'),
    lastHeard: z.iso.datetime().nullable().describe('Arrival of its newest message'),
    overdue: z.boolean().describe('Silent for more than three of its intervals, and for ten seconds'),
    gaps: z
      .array(
        z.object({
          from: z.iso.datetime(),
          to: z.iso.datetime().nullable().describe('null while it lasts'),
          lost: count.nullable().describe('Messages that would usually have come; null without an interval'),
        }),
      )
      .describe('Of the last seven days, to the minute, newest first, at most 50'),
    moreGaps: count.describe('Gaps that are not listed'),
  })
  .meta({ id: 'KitLosses' });

export const dialectSchema = z
  .object({ id: z.string(), transports: z.array(z.string()).describe('The usual one first') })
  .meta({ id: 'Dialect' });
