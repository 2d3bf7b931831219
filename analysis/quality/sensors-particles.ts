import type { Accuracy, Sensor, SensorFacts } from './sensors.ts';

const larger = (absolute: number, relative: number): Accuracy => ({ absolute, relative, joined: 'larger' });

function each(ids: readonly string[], facts: SensorFacts): Readonly<Record<string, SensorFacts>> {
  return Object.fromEntries(ids.map((id) => [id, facts]));
}

/** Three silent minutes are more than any kit's interval between readings of these sensors. */
const GAP = 180_000;

const SDS011: SensorFacts = {
  range: [0, 999.9],
  // opendata-stuttgart/meta, wiki "EN Correction for humidity": the datasheet's work environment ends at 70 %.
  humidity: [0, 70],
  accuracy: larger(10, 0.15),
  source:
    'Nova Fitness SDS011 specification V1.3 (2015): 0 to 999.9 µg/m³, ±15 % and ±10 µg/m³, at most 70 % RH',
};

const PMS5003: SensorFacts = {
  range: [0, 1000],
  humidity: [0, 99],
  warmUp: { gap: GAP, span: 30_000 },
  // The manual calls it the consistency among sensors: nothing better is promised.
  accuracy: larger(10, 0.1),
  source:
    'Plantower PMS5003 manual V2.3 (2016): consistency ±10 µg/m³ to 100, ±10 % above; steady after 30 s',
};

const SEN55_FINE: SensorFacts = {
  range: [0, 1000],
  accuracy: { absolute: 5, relative: 0.05, joined: 'sum' },
  source: 'Sensirion SEN5x datasheet: ±(5 µg/m³ + 5 %) to 100 µg/m³',
};

/** Particle sensors of the kits that are known. */
export const PARTICLE_SENSORS: readonly Sensor[] = [
  { part: 'Nova Fitness SDS011', facts: each(['pm2_5', 'pm10'], SDS011) },
  { part: 'Plantower PMS5003', facts: each(['pm1', 'pm2_5', 'pm10'], PMS5003) },
  { part: 'Plantower PMS5003T', facts: each(['pm1', 'pm2_5', 'pm10'], PMS5003) },
  {
    part: 'Sensirion SEN55',
    facts: {
      ...each(['pm1', 'pm2_5'], SEN55_FINE),
      ...each(['pm4', 'pm10'], {
        range: [0, 1000],
        accuracy: larger(25, 0.25),
        source: 'Sensirion SEN5x datasheet: ±25 µg/m³ to 100, ±25 % above',
      }),
    },
  },
];
