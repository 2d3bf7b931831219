import { z } from 'zod';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import type { Correction } from './correction.ts';

const text = z.string().min(1).max(200);
const factor = z.number().min(-1000).max(1000);

/** A linear calibration of one sensor as its owner declares it: corrected = offset + slope·raw, with its co-location report. */
export const calibrationSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  version: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,31}$/i),
  phenomenon: z.enum(PHENOMENA.map(({ id }) => id)),
  slope: factor.refine((slope) => slope !== 0, 'a slope of 0 makes every value the same'),
  /** In the phenomenon's own unit. */
  offset: z.number().min(-1e6).max(1e6),
  coLocation: z
    .strictObject({
      report: text,
      station: text,
      from: z.iso.date(),
      to: z.iso.date(),
      pairs: z.number().int().min(2).max(1e6),
      r2: z.number().min(0).max(1).optional(),
      rmse: z.number().min(0).max(1e6).optional(),
    })
    .refine(({ from, to }) => from <= to, 'the co-location ends before it begins'),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** The correction that a declared calibration is. */
export function calibrationAs(declared: Calibration): Correction {
  const { id, version, phenomenon, slope, offset, coLocation } = declared;
  const { station, from, to } = coLocation;
  return {
    id,
    version,
    names: {
      ca: `Calibrat al costat de ${station}`,
      es: `Calibrado junto a ${station}`,
      en: `Calibrated beside ${station}`,
    },
    phenomena: [phenomenon],
    method: { kind: 'linear', slope, offset },
    source: `Co-location with ${station}, ${from} to ${to}: ${coLocation.report}`,
    coLocation,
    unverified: [],
  };
}
