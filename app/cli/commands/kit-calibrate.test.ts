import { expect, it } from 'vitest';
import { calibrationSchema } from '../../../domain/calibration.ts';
import { calibrationLines, withDocument } from './kit-calibrate.ts';

const NO2 = calibrationSchema.parse({
  ...{ id: 'eixample-no2', version: '2026-03', phenomenon: 'no2', slope: 0.8, offset: 4 },
  coLocation: {
    ...{ station: 'Barcelona (Eixample)', report: 'https://example.org/report' },
    ...{ from: '2026-01-01', to: '2026-02-01', pairs: 700, r2: 0.9, rmse: 3.1 },
  },
});
const LEFT = { ...NO2, id: 'left', channel: 'left' };

it('says what a calibration means', () => {
  expect(calibrationLines(NO2)).toEqual([
    'no2: corrected = 4 + 0.8·raw in µg/m³, from 700 pairs beside Barcelona (Eixample), 2026-01-01 to 2026-02-01, R² 0.9, RMSE 3.1 µg/m³',
    '  eixample-no2@2026-03, report: https://example.org/report',
  ]);
  const { r2: _, rmse: __, ...coLocation } = NO2.coLocation;
  expect(calibrationLines({ ...LEFT, coLocation })[0]).toMatch(/^no2@left: .* to 2026-02-01$/);
});

it('a single calibration takes the place of its sensor’s only, a list and null that of all', () => {
  const { channel: _, ...written } = { ...NO2, version: '2026-09' };
  expect(withDocument([NO2, LEFT], written)).toEqual([LEFT, written]);
  expect(withDocument([NO2, LEFT], [NO2])).toEqual([NO2]);
  expect(withDocument([NO2, LEFT], null)).toBeNull();
  expect(() => withDocument([NO2], 'no2')).toThrow('a calibration, a list of them, or null');
});
