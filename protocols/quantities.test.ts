import { expect, it } from 'vitest';
import { channelOf, ownName, quantityNamed, splitName } from './quantities.ts';

it.each([
  ['PM2.5', 'pm2_5'],
  ['pm25', 'pm2_5'],
  ['pm_2_5', 'pm2_5'],
  ['PM1.0', 'pm1'],
  ['PM10', 'pm10'],
  ['pm_10_0', 'pm10'],
  ['PM <2.5µm Weight Concentration', 'pm2_5'],
  ['CarbonDioxide', 'co2'],
  ['air temperature', 'temperature'],
  ['noise-laeq', 'noise_laeq'],
])('%s is %s', (name, id) => expect(quantityNamed(name)).toBe(id));

it.each(['', 'pm3', 'soil moisture', 'constructor', 'x'.repeat(1000)])('%s is no quantity', (name) =>
  expect(quantityNamed(name)).toBeUndefined(),
);

it.each([
  ['bme280_temperature', 'temperature', 'bme280'],
  ['Temperature Outdoor', 'temperature', 'outdoor'],
  ['battery_voltage', 'battery_voltage', ''],
  ['roof_wifi_signal', 'rssi', 'roof'],
  ['sps30_pm_10', 'pm10', 'sps30'],
])('%s is %s of the sensor %s', (name, phenomenon, channel) =>
  expect(splitName(name)).toEqual({ phenomenon, channel }),
);

it('makes channels of any text', () => {
  expect(channelOf('DS18B20-1')).toBe('ds18b20-1');
  expect(channelOf('Kitchen / Sonda 1')).toBe('kitchen-sonda-1');
  expect(channelOf('__')).toBe('');
  expect(channelOf(`-${'x'.repeat(99)}`)).toBe('x'.repeat(32));
});

it('says unknown quantities by their own names, unless those mean something else', () => {
  expect(ownName('x_soil')).toBe('soil');
  expect(ownName('x_temperature')).toBeUndefined();
  expect(ownName('x_temp_raw')).toBeUndefined();
});
