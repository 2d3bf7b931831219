import { counted, mean, type StandardSet } from './standard.ts';

const DIRECTIVE = 'Directive (EU) 2024/2881';
/** Values that a directive gives in mg/m³. */
const MG = 1000;

const FROM_2030 = 'eu-2030';
const limit2030 = {
  set: FROM_2030,
  kind: 'limit',
  source: `${DIRECTIVE}, Annex I, limit values by 1 January 2030`,
} as const;
const UNTIL_2030 = 'eu-until-2030';
const limitNow = { set: UNTIL_2030, kind: 'limit', source: `${DIRECTIVE}, Annex I, Table 2` } as const;
const THRESHOLDS = 'eu-thresholds';
const alert = counted({ set: THRESHOLDS, kind: 'alert', source: `${DIRECTIVE}, Annex I, alert thresholds` });
const information = counted({
  set: THRESHOLDS,
  kind: 'information',
  source: `${DIRECTIVE}, Annex I, information thresholds`,
});
const ozone = { set: 'eu-ozone', source: `${DIRECTIVE}, Annex I, ozone` } as const;

/** Limit values to be met by 2030. Benzene (3.4 µg/m³) has no phenomenon here and is left out. */
const LIMITS_2030: StandardSet = {
  id: FROM_2030,
  names: { ca: 'Límits de la UE, 2030', es: 'Límites de la UE, 2030', en: 'EU limit values, 2030' },
  from: '2030-01-01',
  standards: [
    counted(limit2030)('pm2_5', 'day', 25, 18),
    mean(limit2030)('pm2_5', 'year', 10),
    counted(limit2030)('pm10', 'day', 45, 18),
    mean(limit2030)('pm10', 'year', 20),
    counted(limit2030)('no2', 'hour', 200, 3),
    counted(limit2030)('no2', 'day', 50, 18),
    mean(limit2030)('no2', 'year', 20),
    counted(limit2030)('so2', 'hour', 350, 3),
    counted(limit2030)('so2', 'day', 50, 18),
    mean(limit2030)('so2', 'year', 20),
    counted(limit2030)('co', 'day', 4 * MG, 18),
    counted(limit2030)('co', 'max_8h', 10 * MG, 0),
  ],
  unverified: [],
};

const LIMITS_NOW: StandardSet = {
  id: UNTIL_2030,
  names: {
    ca: 'Límits de la UE, fins al 2030',
    es: 'Límites de la UE, hasta 2030',
    en: 'EU limit values until 2030',
  },
  until: '2029-12-31',
  standards: [
    mean(limitNow)('pm2_5', 'year', 25),
    counted(limitNow)('pm10', 'day', 50, 35),
    mean(limitNow)('pm10', 'year', 40),
    counted(limitNow)('no2', 'hour', 200, 18),
    mean(limitNow)('no2', 'year', 40),
  ],
  unverified: [
    {
      ca: 'De la taula només s’han llegit PM2.5, PM10 i NO2; els altres contaminants no hi són.',
      es: 'De la tabla solo se han leído PM2.5, PM10 y NO2; los demás contaminantes no están.',
      en: 'Only PM2.5, PM10 and NO2 were read from the table; its other pollutants are left out.',
    },
  ],
};

const OZONE: StandardSet = {
  id: 'eu-ozone',
  names: { ca: 'Ozó, UE', es: 'Ozono, UE', en: 'Ozone, EU' },
  standards: [
    counted({ ...ozone, kind: 'target' })('o3', 'max_8h', 120, 18, { overYears: 3 }),
    counted({ ...ozone, kind: 'long_term_objective' })('o3', 'max_8h', 100, 0),
  ],
  unverified: [
    {
      ca: 'No s’ha llegit si l’objectiu a llarg termini permet alguns dies; aquí no se’n permet cap.',
      es: 'No se ha leído si el objetivo a largo plazo permite algunos días; aquí no se permite ninguno.',
      en: 'Whether the long-term objective allows some days was not read; none is allowed here.',
    },
  ],
};

/** "Three consecutive days or fewer" for particles is taken as one day, the earliest that a state may choose. */
const ALERTS: StandardSet = {
  id: THRESHOLDS,
  names: {
    ca: 'Llindars d’alerta i d’informació de la UE',
    es: 'Umbrales de alerta y de información de la UE',
    en: 'EU alert and information thresholds',
  },
  standards: [
    alert('no2', 'hour', 200, 0, { consecutive: 3 }),
    alert('so2', 'hour', 350, 0, { consecutive: 3 }),
    alert('o3', 'hour', 240, 0),
    alert('pm2_5', 'day', 50, 0),
    alert('pm10', 'day', 90, 0),
    information('no2', 'hour', 150, 0),
    information('so2', 'hour', 275, 0),
    information('o3', 'hour', 180, 0),
    information('pm2_5', 'day', 50, 0),
    information('pm10', 'day', 90, 0),
  ],
  unverified: [
    {
      ca: 'Per a l’alerta de partícules un estat pot exigir fins a tres dies seguits; se’n pren un.',
      es: 'Para la alerta de partículas un estado puede exigir hasta tres días seguidos; se toma uno.',
      en: 'The particle alert allows a state to ask for up to three days in a row; one is taken.',
    },
  ],
};

/** Values of the European Union. Kits compare with them for orientation: only a reference station can establish an exceedance. */
export const EU_STANDARDS: readonly StandardSet[] = [LIMITS_2030, LIMITS_NOW, OZONE, ALERTS];
