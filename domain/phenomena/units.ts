import type { Conversion, Phenomenon } from './phenomenon.ts';

/** Spellings seen in the wild, after Unicode NFKC (which folds both mu characters and superscripts), to UCUM codes. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'μg/m3': 'ug/m3',
    'ug/m^3': 'ug/m3',
    'μg/m^3': 'ug/m3',
    'mg/m^3': 'mg/m3',
    '°C': 'Cel',
    C: 'Cel',
    degC: 'Cel',
    // The ordinal sign of Catalan and Spanish keyboards (º) folds to the letter.
    oC: 'Cel',
    oF: '[degF]',
    '°F': '[degF]',
    F: '[degF]',
    ppm: '[ppm]',
    ppb: '[ppb]',
    lux: 'lx',
    Lux: 'lx',
    dBA: 'dB[SPL]',
    dBC: 'dB[SPL]',
    dBZ: 'dB[SPL]',
    'dB(A)': 'dB[SPL]',
    dB: 'dB[SPL]',
    dBm: 'dB{mW}',
    '#/0.1l': '{#}/dL',
    '#/cm3': '{#}/cm3',
    '1/cm3': '{#}/cm3',
    'μW/cm2': 'uW/cm2',
    '°': 'deg',
    Deg: 'deg',
    um: 'um',
    μm: 'um',
    mbar: 'hPa',
    mmHg: 'mm[Hg]',
    inHg: "[in_i'Hg]",
    psi: '[psi]',
    mph: '[mi_i]/h',
    kn: '[kn_i]',
    kt: '[kn_i]',
    'ft/s': '[ft_i]/s',
    '%RH': '%',
    '% RH': '%',
  }),
);

/** The UCUM code of a unit as somebody spelled it; unknown spellings come back trimmed and NFKC-normalised. */
export function ucum(spelled: string): string {
  const folded = spelled.normalize('NFKC').trim();
  return SPELLINGS.get(folded) ?? folded;
}

/** Moves the decimal point of `value` by `places` without binary rounding: shiftDecimal(102.24, 3) is 102240. */
export function shiftDecimal(value: number, places: number): number {
  const text = String(value);
  const e = text.indexOf('e');
  return e < 0
    ? Number(`${text}e${places}`)
    : Number(`${text.slice(0, e)}e${Number(text.slice(e + 1)) + places}`);
}

function apply(value: number, conversion: Conversion): number {
  if ('shift' in conversion) return shiftDecimal(value, conversion.shift);
  return (value + (conversion.before ?? 0)) * conversion.factor;
}

/**
 * `value` given in `unit` (any accepted spelling), in the phenomenon's own unit;
 * undefined where the unit cannot be converted to it.
 */
export function toOwnUnit(phenomenon: Phenomenon, value: number, unit: string): number | undefined {
  const code = ucum(unit);
  if (code === phenomenon.unit) return value;
  const conversion = Object.hasOwn(phenomenon.accepts, code) ? phenomenon.accepts[code] : undefined;
  return conversion === undefined ? undefined : apply(value, conversion);
}
