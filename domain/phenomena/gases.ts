import type { Names, Phenomenon } from './phenomenon.ts';

const EEA = 'http://dd.eionet.europa.eu/vocabulary/aq/pollutant/';

/** Litres a mole of gas fills at 293.15 K and 101.325 kPa, the conditions of Directive 2008/50/EC Annex VI C. */
const MOLAR_VOLUME = 24.055;

interface Gas {
  readonly id: string;
  readonly names: Names;
  /** g/mol */
  readonly molarMass: number;
  readonly max: number;
  readonly code?: number;
}

function gas({ id, names, molarMass, max, code }: Gas): Phenomenon {
  const perPpb = molarMass / MOLAR_VOLUME;
  return {
    id,
    names,
    unit: 'ug/m3',
    unitLabel: 'µg/m³',
    accepts: { 'mg/m3': { shift: 3 }, '[ppb]': { factor: perPpb }, '[ppm]': { factor: perPpb * 1000 } },
    plausible: [0, max],
    averaging: 'arithmetic',
    decimals: 0,
    group: 'gases',
    ...(code === undefined ? {} : { definition: `${EEA}${code}` }),
  };
}

/** Gases. Pollutants are kept in µg/m³ as the directive states them, CO2 and TVOC as mixing ratios. */
export const GASES: readonly Phenomenon[] = [
  gas({
    id: 'no2',
    names: { ca: 'Diòxid de nitrogen', es: 'Dióxido de nitrógeno', en: 'Nitrogen dioxide' },
    molarMass: 46.0055,
    max: 4000,
    code: 8,
  }),
  gas({
    id: 'no',
    names: { ca: 'Monòxid de nitrogen', es: 'Monóxido de nitrógeno', en: 'Nitric oxide' },
    molarMass: 30.0061,
    max: 4000,
    code: 38,
  }),
  gas({ id: 'o3', names: { ca: 'Ozó', es: 'Ozono', en: 'Ozone' }, molarMass: 47.998, max: 2000, code: 7 }),
  gas({
    id: 'co',
    names: { ca: 'Monòxid de carboni', es: 'Monóxido de carbono', en: 'Carbon monoxide' },
    molarMass: 28.0101,
    max: 200_000,
    code: 10,
  }),
  gas({
    id: 'so2',
    names: { ca: 'Diòxid de sofre', es: 'Dióxido de azufre', en: 'Sulphur dioxide' },
    molarMass: 64.066,
    max: 5000,
    code: 1,
  }),
  gas({
    id: 'nh3',
    names: { ca: 'Amoníac', es: 'Amoníaco', en: 'Ammonia' },
    molarMass: 17.0305,
    max: 20_000,
    code: 35,
  }),
  gas({
    id: 'hcho',
    names: { ca: 'Formaldehid', es: 'Formaldehído', en: 'Formaldehyde' },
    molarMass: 30.026,
    max: 5000,
  }),
  {
    id: 'co2',
    names: { ca: 'Diòxid de carboni', es: 'Dióxido de carbono', en: 'Carbon dioxide' },
    unit: '[ppm]',
    unitLabel: 'ppm',
    accepts: { '[ppb]': { shift: -3 } },
    plausible: [300, 40_000],
    averaging: 'arithmetic',
    decimals: 0,
    group: 'gases',
  },
  {
    id: 'eco2',
    names: { ca: 'CO2 equivalent', es: 'CO2 equivalente', en: 'Equivalent CO2' },
    unit: '[ppm]',
    unitLabel: 'ppm',
    accepts: {},
    plausible: [300, 65_000],
    averaging: 'arithmetic',
    decimals: 0,
    group: 'gases',
  },
  {
    id: 'tvoc',
    names: {
      ca: 'Compostos orgànics volàtils',
      es: 'Compuestos orgánicos volátiles',
      en: 'Volatile organic compounds',
    },
    unit: '[ppb]',
    unitLabel: 'ppb',
    accepts: { '[ppm]': { shift: 3 } },
    plausible: [0, 65_000],
    averaging: 'arithmetic',
    decimals: 0,
    group: 'gases',
  },
  {
    id: 'voc_index',
    names: { ca: 'Índex de COV', es: 'Índice de COV', en: 'VOC index' },
    unit: '1',
    unitLabel: '',
    accepts: {},
    plausible: [0, 500],
    averaging: 'arithmetic',
    decimals: 0,
    group: 'gases',
  },
  {
    id: 'nox_index',
    names: { ca: 'Índex de NOx', es: 'Índice de NOx', en: 'NOx index' },
    unit: '1',
    unitLabel: '',
    accepts: {},
    plausible: [0, 500],
    averaging: 'arithmetic',
    decimals: 0,
    group: 'gases',
  },
];
