import { shiftDecimal } from '../../domain/phenomena/units.ts';

/** Units of the SenML registry (IANA; RFC 8428 12.1 and RFC 8798) that are spelled otherwise elsewhere. */
const UNITS: Readonly<Record<string, { readonly unit: string; readonly shift?: number }>> = {
  '%RH': { unit: '%' },
  '%EL': { unit: '%' },
  '/100': { unit: '%' },
  '/': { unit: '%', shift: 2 },
  'kg/m3': { unit: 'ug/m3', shift: 9 },
  dBm: { unit: 'dBm' },
  dBW: { unit: 'dBm' },
};

/** dBm in 0 dBW. */
const MILLIWATTS = 30;

/** What a unit says of a quantity whose name says nothing. */
const QUANTITIES: Readonly<Record<string, string>> = {
  Cel: 'temperature',
  K: 'temperature',
  '%RH': 'humidity',
  Pa: 'pressure',
  hPa: 'pressure',
  lx: 'illuminance',
  '%EL': 'battery',
  dBm: 'rssi',
  dBW: 'rssi',
};

/** Units of a place on Earth: it belongs to the kit's owner. */
const PLACES: ReadonlySet<string> = new Set(['lat', 'lon']);

/** A value and its unit as the rest of the platform spells it. */
export function usualUnit(value: number, unit: string): { readonly value: number; readonly unit: string } {
  const known = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (known === undefined) return { value, unit };
  if (unit === 'dBW') return { value: value + MILLIWATTS, unit: known.unit };
  return { value: known.shift === undefined ? value : shiftDecimal(value, known.shift), unit: known.unit };
}

/** The quantity that a unit stands for; undefined where it stands for several. */
export function quantityOfUnit(unit: string | undefined): string | undefined {
  return unit !== undefined && Object.hasOwn(QUANTITIES, unit) ? QUANTITIES[unit] : undefined;
}

/** Whether a value of that unit is part of a position. */
export function isPlace(unit: string | undefined): boolean {
  return unit !== undefined && PLACES.has(unit);
}
