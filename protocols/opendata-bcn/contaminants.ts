import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Phenomenon } from '../../domain/phenomena/phenomenon.ts';

/** A pollutant of the stations. */
export interface Contaminant {
  /** Catalogue id or `x_…`. */
  readonly id: string;
  readonly unit: string;
  readonly known: Phenomenon | undefined;
}

/**
 * Codes of Open Data BCN, `Qualitat_Aire_Contaminants.csv`, with the units given there; and 9, which the table of 2020 does not have and the
 * list of stations of 2025 does: PM2.5 in the numbering that Spain's networks share.
 */
const CODES: Readonly<Record<string, readonly [string, string]>> = {
  1: ['so2', 'ug/m3'],
  6: ['co', 'mg/m3'],
  7: ['no', 'ug/m3'],
  8: ['no2', 'ug/m3'],
  9: ['pm2_5', 'ug/m3'],
  10: ['pm10', 'ug/m3'],
  12: ['x_nox', 'ug/m3'],
  14: ['o3', 'ug/m3'],
};

/** What a code stands for. One that the city's table does not list is kept as `x_contaminant_<code>`; undefined for no number. */
export function contaminantOf(code: string): Contaminant | undefined {
  if (!/^\d{1,4}$/.test(code)) return undefined;
  const [id, unit] = CODES[Number(code)] ?? [`x_contaminant_${Number(code)}`, ''];
  return { id, unit, known: phenomenonOf(id) };
}
