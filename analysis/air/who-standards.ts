import type { Pollutant } from './hour-value.ts';
import { counted, type MeanStandard, mean, type StandardSet } from './standard.ts';

const SET = 'who-2021';
const SOURCE = 'WHO global air quality guidelines, 2021, recommended AQG levels and interim targets';
const guideline = { set: SET, kind: 'guideline', source: SOURCE } as const;
const interim = { set: SET, kind: 'interim_target', source: SOURCE } as const;

/**
 * Short-term values are 99th percentiles, "3–4 exceedance days per year": of 365 daily values 3 lie above the 99th
 * percentile by nearest rank, so that the fourth is one too many.
 */
const DAYS = 3;

function interims(pollutant: Pollutant, ...values: readonly number[]): MeanStandard[] {
  return values.map((value) => mean(interim)(pollutant, 'year', value));
}

/** What the World Health Organization recommends: stricter than any law, and not binding. */
export const WHO_STANDARDS: StandardSet = {
  id: SET,
  names: { ca: 'Guies de l’OMS, 2021', es: 'Guías de la OMS, 2021', en: 'WHO guidelines, 2021' },
  standards: [
    mean(guideline)('pm2_5', 'year', 5),
    counted(guideline)('pm2_5', 'day', 15, DAYS),
    mean(guideline)('pm10', 'year', 15),
    counted(guideline)('pm10', 'day', 45, DAYS),
    mean(guideline)('o3', 'peak_season', 60),
    counted(guideline)('o3', 'max_8h', 100, DAYS),
    mean(guideline)('no2', 'year', 10),
    counted(guideline)('no2', 'day', 25, DAYS),
    counted(guideline)('so2', 'day', 40, DAYS),
    counted(guideline)('co', 'day', 4000, DAYS),
    ...interims('pm2_5', 35, 25, 15, 10),
    ...interims('no2', 40, 30, 20),
  ],
  unverified: [
    {
      ca: 'La taula s’ha llegit en una pàgina secundària (airclim.org). Hi diu 50 per a l’SO2 en 24 hores; 40 és el valor de l’OMS mateixa.',
      es: 'La tabla se ha leído en una página secundaria (airclim.org). Dice 50 para el SO2 en 24 horas; 40 es el valor de la propia OMS.',
      en: 'The table was read from a secondary page (airclim.org). It prints 50 for SO2 over 24 hours; 40 is WHO’s own value.',
    },
  ],
};
