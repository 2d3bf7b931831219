import type { Sensor } from './sensors.ts';

const MINUTE = 60_000;

/** Gas sensors of the kits that are known. Pollutants by metal oxide or cell have no accuracy without a calibration. */
export const GAS_SENSORS: readonly Sensor[] = [
  {
    part: 'Senseair S8',
    facts: {
      co2: {
        range: [400, 2000],
        accuracy: { absolute: 40, relative: 0.03, joined: 'sum' },
        source: 'Senseair S8 LP datasheet: 400 to 2,000 ppm, ±40 ppm ±3 % of the reading',
      },
    },
  },
  {
    part: 'ams CCS811',
    facts: Object.fromEntries(
      ['eco2', 'tvoc'].map((id) => [
        id,
        {
          warmUp: { gap: 10 * MINUTE, span: 20 * MINUTE },
          source: 'ams CCS811 datasheet: 20 minutes of run-in after power-on',
        },
      ]),
    ),
  },
];
