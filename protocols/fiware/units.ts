/** Unit codes of UN/CEFACT (Recommendation 20) that entities name, as the catalogue spells the units. */
const CEFACT: Readonly<Record<string, string>> = {
  ...{ GQ: 'ug/m3', GP: 'mg/m3', '59': '[ppm]', '61': '[ppb]' },
  ...{ CEL: 'Cel', FAH: '[degF]', KEL: 'K', P1: '%' },
  ...{ PAL: 'Pa', A97: 'hPa', HPA: 'hPa', MBR: 'hPa', KPA: 'kPa' },
  ...{ MTS: 'm/s', KMH: 'km/h', KNT: '[kn_i]', DD: 'deg', MMT: 'mm', CMT: 'cm' },
  ...{ LUX: 'lx', '2N': 'dB[SPL]', VLT: 'V', '2Z': 'mV', '4H': 'um' },
};

/** The unit of an attribute, by its code or as it was spelled; undefined where it names none. */
export function unitOf(code: unknown): string | undefined {
  if (typeof code !== 'string' || code === '') return undefined;
  return Object.hasOwn(CEFACT, code) ? CEFACT[code] : code;
}
