import { z } from 'zod';
import { idSchema, kitFieldsSchema } from '../../domain/kit.ts';

const count = z.number().int();
const refusals = z
  .record(z.string(), count)
  .describe('Refused, by rule; /api/v1/problems has the rules in words');

export const uploadedSchema = z
  .object({
    archive: z.string().describe('Reader of the file'),
    dry: z.boolean().describe('Nothing was taken in: what follows is what taking it in brings'),
    rows: count,
    readings: count,
    from: z.iso.datetime().nullable().describe('Time of the oldest reading'),
    to: z.iso.datetime().nullable().describe('Time of the newest reading'),
    accepted: count,
    duplicates: count.describe('Stored already with the same value'),
    missing: count,
    refusals,
    faults: z.array(z.string()).describe('What could not be read, the first twenty'),
    sensors: z.array(z.string()).describe('Identifiers of sensors that the file names'),
  })
  .meta({ id: 'Uploaded' });

export const enteredSchema = z
  .object({
    messages: count,
    accepted: count,
    duplicates: count,
    rejected: count,
    quarantined: count,
    missing: count,
    refusals,
  })
  .meta({ id: 'Entered', description: 'What became of messages that were taken in together' });

export const quarantinedSenderSchema = z
  .object({
    dialect: z.string().describe('Protocol that recognises the messages; empty for none'),
    device: z.string().describe('Identifier that they name their device by; empty for none'),
    topic: z.string().describe('Topic or path of the newest'),
    kit: z.string().describe('Kit that sent them; empty where that is not known'),
    reason: z.string().describe('Why they are kept aside'),
    messages: count,
    bytes: count,
    first: z.iso.datetime(),
    last: z.iso.datetime(),
  })
  .meta({ id: 'QuarantinedSender' });

/** Which messages of the quarantine: those of a device, or of a topic where the dialect names none. */
const keys = {
  dialect: z.string().min(1).max(48).optional(),
  device: z.string().min(1).max(120).optional(),
  topic: z.string().min(1).max(1024).optional(),
  kit: idSchema.optional(),
};

export const quarantineKeySchema = z.strictObject(keys);
export type QuarantineKeyGiven = z.infer<typeof quarantineKeySchema>;

export const quarantinedMessageSchema = z
  .object({
    seq: count.describe('Journal sequence'),
    received: z.iso.datetime(),
    transport: z.string(),
    topic: z.string(),
    reason: z.string(),
    bytes: count,
    text: z
      .string()
      .nullable()
      .describe('The payload as text, cut to 2,000 characters; null where it is none'),
    base64: z.string().nullable().describe('The first 1,500 bytes of a payload that is no text'),
  })
  .meta({ id: 'QuarantinedMessage' });

export const quarantineClaimSchema = z
  .strictObject({
    of: quarantineKeySchema.describe('Whose messages: dialect and device, or a topic, or a kit'),
    kit: idSchema.optional().describe('A kit that is registered already'),
    register: kitFieldsSchema
      .partial({ dialect: true })
      .extend({ id: idSchema.optional(), open: z.boolean().default(false) })
      .optional()
      .describe('A kit to register for them; dialect and identifier are those of the messages when left out'),
  })
  .meta({ id: 'QuarantineClaim' });
