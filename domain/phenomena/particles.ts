import type { Names, Phenomenon } from './phenomenon.ts';

const EEA = 'http://dd.eionet.europa.eu/vocabulary/aq/pollutant/';

function mass(id: string, size: string, code?: number): Phenomenon {
  return {
    id,
    names: { ca: `Partícules ${size}`, es: `Partículas ${size}`, en: `Particles ${size}` },
    unit: 'ug/m3',
    unitLabel: 'µg/m³',
    accepts: { 'mg/m3': { shift: 3 } },
    // The SDS011, PMS5003 and SPS30 datasheets end at 1,000 µg/m³; sensor.community maps up to 1,900.
    plausible: [0, 1000],
    averaging: 'arithmetic',
    decimals: 1,
    group: 'particles',
    ...(code === undefined ? {} : { definition: `${EEA}${code}` }),
  };
}

/**
 * A number concentration in the size class that the sensor defines: a Plantower counts what is larger than the size,
 * a Sensirion SPS30 or SEN5x what is between 0.3 µm and it (datasheets).
 */
function count(id: string, size: string): Phenomenon {
  const names: Names = {
    ca: `Nombre de partícules, classe ${size} µm del sensor`,
    es: `Número de partículas, clase ${size} µm del sensor`,
    en: `Particle count, ${size} µm class of the sensor`,
  };
  return {
    id,
    names,
    unit: '{#}/cm3',
    unitLabel: '#/cm³',
    accepts: { '{#}/dL': { shift: -2 }, '{#}/L': { shift: -3 } },
    plausible: [0, 100_000],
    averaging: 'arithmetic',
    decimals: 1,
    group: 'particles',
  };
}

/** Particulate matter by mass and by number. */
export const PARTICLES: readonly Phenomenon[] = [
  mass('pm1', 'PM1', 6002),
  mass('pm2_5', 'PM2.5', 6001),
  mass('pm4', 'PM4'),
  mass('pm10', 'PM10', 5),
  count('pn0_3', '0.3'),
  count('pn0_5', '0.5'),
  count('pn1', '1'),
  count('pn2_5', '2.5'),
  count('pn4', '4'),
  count('pn5', '5'),
  count('pn10', '10'),
  {
    id: 'particle_size',
    names: { ca: 'Mida típica de partícula', es: 'Tamaño típico de partícula', en: 'Typical particle size' },
    unit: 'um',
    unitLabel: 'µm',
    accepts: { nm: { shift: -3 } },
    plausible: [0, 10],
    averaging: 'arithmetic',
    decimals: 2,
    group: 'particles',
  },
];
