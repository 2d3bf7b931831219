import { z } from 'zod';
import { PHENOMENA } from './phenomena/catalogue.ts';
import { CHANNEL } from './reading.ts';

const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'one line of text, without control characters');
const factor = z.number().min(-1000).max(1000);

/** A linear calibration of one sensor as its owner declares it: corrected = offset + slope·raw, with its co-location report. Public. */
export const calibrationSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens, up to 64'),
  /** Changes whenever a figure changes. */
  version: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,31}$/i, 'letters, digits, dots and hyphens, up to 32'),
  phenomenon: z.enum(PHENOMENA.map(({ id }) => id)),
  /** Tells two sensors of one phenomenon in one kit apart; usually empty. */
  channel: z
    .string()
    .refine((channel) => channel === '' || CHANNEL.test(channel), 'a channel as the kit sends it, or empty')
    .default(''),
  slope: factor.refine((slope) => slope !== 0, 'any number but 0, which would make every value the same'),
  /** In the phenomenon's own unit. */
  offset: z.number().min(-1e6).max(1e6),
  coLocation: z
    .strictObject({
      /** Where the report is, for people. */
      report: text,
      /** The reference station, by name. */
      station: text,
      from: z.iso.date(),
      to: z.iso.date(),
      /** Hourly pairs. */
      pairs: z.number().int().min(2).max(1e6),
      r2: z.number().min(0).max(1).optional(),
      /** In the phenomenon's own unit. */
      rmse: z.number().min(0).max(1e6).optional(),
    })
    .refine(({ from, to }) => from <= to, 'a period whose `to` is not before its `from`'),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** Sensors of one kit that may be calibrated. */
const MAX_CALIBRATIONS = 32;

/** The calibrations of a kit: at most one a phenomenon and channel. */
export const calibrationsSchema = z
  .array(calibrationSchema)
  .max(MAX_CALIBRATIONS)
  .refine(
    (all) => new Set(all.map(({ phenomenon, channel }) => `${phenomenon}@${channel}`)).size === all.length,
    'at most one calibration a phenomenon and channel',
  );
