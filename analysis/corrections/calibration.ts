import type { Calibration } from '../../domain/calibration.ts';
import type { Correction } from './correction.ts';

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
