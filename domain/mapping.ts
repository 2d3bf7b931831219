import { z } from 'zod';

const channelSchema = z
  .string()
  .regex(/^$|^[a-z0-9][a-z0-9_.-]{0,31}$/, 'lower-case letters, digits, _ . and -, up to 32 characters');

/** What one quantity of a kit's messages is. */
const meaningSchema = z.strictObject({
  /** A phenomenon id, or a name of the maker's own. */
  phenomenon: z.string().trim().min(1).max(64),
  /** Unit in which it is sent, as /api/v1/phenomena lists them; without it the phenomenon's own. */
  unit: z.string().max(32).optional(),
  channel: channelSchema.optional(),
});
export type Meaning = z.infer<typeof meaningSchema>;

/** Values of a kit's messages that one mapping may name. */
const MAX_VALUES = 128;

/**
 * What the names that a kit sends mean, for dialects that do not say it (ids of openSenseMap sensors, UltraLight's short
 * keys, channels of Cayenne LPP). Keyed by the name as the decoder gives it, or by `name@channel`, which goes first.
 */
export const meaningsSchema = z
  .record(z.string().min(1).max(120), meaningSchema)
  .refine((table) => Object.keys(table).length <= MAX_VALUES, `at most ${MAX_VALUES} names`);
export type Meanings = z.infer<typeof meaningsSchema>;

/** A place in a message: a JSONPath (RFC 9535) that names one value, or the number or header of a CSV column. */
const placeSchema = z.string().min(1).max(200);

/** How messages of a kit are read that speaks no known dialect: a document its maker writes. */
export const mappingSchema = z.strictObject({
  /** MQTT topic filter to which the kit publishes; `{kit}` and `{id}` stand for its id and its external id. */
  topic: z
    .string()
    .max(200)
    .regex(/^[^#+$][^\0]*$/, 'no wildcard or $ at its beginning')
    .refine(
      (topic) => !topic.startsWith('kits/') || topic.startsWith('kits/{kit}/'),
      'kits/{kit}/… or outside kits/',
    )
    .optional(),
  format: z.enum(['json', 'csv', 'text']),
  /** CSV only. */
  delimiter: z.enum([',', ';', '\t', '|', ' ']).default(','),
  /** CSV only: the first line names the columns. */
  header: z.boolean().default(false),
  /** Decimal mark of numbers written as text. */
  decimal: z.enum(['.', ',']).default('.'),
  time: z
    .strictObject({
      at: placeSchema,
      /** Day first and month first are dates such as 31/12/2026 12:00:00. */
      form: z.enum(['auto', 'iso', 'seconds', 'milliseconds', 'day-first', 'month-first']).default('auto'),
    })
    .optional(),
  values: z
    .array(meaningSchema.extend({ at: placeSchema }))
    .min(1)
    .max(MAX_VALUES),
});
export type Mapping = z.infer<typeof mappingSchema>;
