import { expect, it } from 'vitest';
import { SensorRanges } from './sensor-ranges.ts';

it('the range of a model is that of its part, bounds included', () => {
  const ranges = new SensorRanges('airrohr-sds011-dht22');
  expect([0, 999.9, 1000, -1].map((value) => ranges.holds('pm10', value))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([80, 81].map((value) => ranges.holds('temperature', value))).toEqual([true, false]);
});

it('what no datasheet is known of can be any value', () => {
  expect(new SensorRanges('airrohr-sds011-dht22').holds('noise_laeq', 1e6)).toBe(true);
  expect(new SensorRanges('unheard-of').holds('pm10', 1e6)).toBe(true);
});
