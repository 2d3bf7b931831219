import { expect, test } from 'vitest';
import { calibrationSchema } from '../../domain/calibration.ts';
import { correctionFor } from './correction-for.ts';

const PURPLE = { model: 'smart-citizen-2-1', official: false };
const coLocation = {
  report: 'report 1',
  station: 'Eixample',
  from: '2025-01-01',
  to: '2025-02-01',
  pairs: 600,
};
const calibrations = [
  calibrationSchema.parse({
    ...{ id: 'eixample', version: '1', phenomenon: 'pm2_5', slope: 0.5, offset: 2, coLocation },
  }),
];

test.each([
  ['pm2_5', '', 'epa-barkjohn-extended', /40 %/],
  ['pm2_5', 'pms5003', 'epa-barkjohn-extended', /40 %/],
  ['pm2_5', 'sps30', undefined, /another sensor/],
  ['pm10', '', undefined, /PM2\.5 only/],
  ['no2', '', 'gas-trend-only', /not known/],
  ['voc_index', 'sen5x', 'gas-trend-only', /not known/],
  ['tvoc', '', 'gas-trend-only', /other gases/],
])('a Plantower kit’s %s on channel “%s” gets %s', (phenomenon, channel, id, why) => {
  const { correction, reason } = correctionFor(PURPLE, phenomenon, channel);
  expect([correction?.id, reason?.en]).toEqual([id, expect.stringMatching(why)]);
});

test('a calibration that is declared for the sensor comes before what fits the model, for that channel alone', () => {
  const kit = { ...PURPLE, calibrations };
  expect(correctionFor(kit, 'pm2_5', '')).toMatchObject({
    correction: { id: 'eixample', method: { kind: 'linear', slope: 0.5, offset: 2 } },
    declared: { coLocation },
  });
  expect(correctionFor(kit, 'pm2_5', 'b').correction?.id).toBe('epa-barkjohn-extended');
});

test('an official station is not corrected, and no temperature is', () => {
  expect(correctionFor({ official: true }, 'no2', '')).toMatchObject({
    correction: undefined,
    reason: { en: expect.stringContaining('Official') },
  });
  expect(correctionFor(PURPLE, 'temperature', '')).toEqual({ correction: undefined, reason: undefined });
});
