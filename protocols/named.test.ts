import { expect, it } from 'vitest';
import { PHENOMENA } from '../domain/phenomena/catalogue.ts';
import { nameFor, takeNamed } from './named.ts';
import { Tray, UNTIMED } from './tray.ts';

function read(name: string, value: unknown, sensor = '') {
  const tray = new Tray({ timeZone: 'UTC' });
  takeNamed({ tray, when: UNTIMED, sensor, path: '' }, name, value);
  const found = tray.found.map((one) => [one.phenomenon, one.channel, one.value, one.flags]);
  return { ...tray.result(), found, ignored: tray.ignored };
}

it.each([
  ['temperature_f', 68, ['temperature', '', 20, 0]],
  ['bme280_temp_c', 21.5, ['temperature', 'bme280', 21.5, 0]],
  ['pressure_hpa', 1013.25, ['pressure', '', 101_325, 0]],
  ['Pressure (kPa)', 101.3, ['pressure', '', 101_300, 0]],
  ['battery_mv', 3700, ['battery_voltage', '', 3.7, 0]],
  ['pm2_5', 8, ['pm2_5', '', 8, 16]],
  ['pressure', 1013.25, ['pressure', '', 101_325, 16]],
  ['pressure', 101.3, ['pressure', '', 101_300, 16]],
  ['pressure', 101_325, ['pressure', '', 101_325, 16]],
  ['voc_index', 100, ['voc_index', '', 100, 0]],
  ['temperature_2', 4, ['temperature', '2', 4, 16]],
  ['rssi', '-59 dBm', ['rssi', '', -59, 0]],
  ['h', '45%', ['h', '', 45, 0]],
  ['relativeHumidity', 48, ['humidity', '', 48, 16]],
  ['windSpeedKmh', 36, ['wind_speed', '', 10, 0]],
  ['soilMoisture', 4, ['soilMoisture', '', 4, 0]],
  ['soil_f', 4, ['soil_f', '', 4, 0]],
])('%s = %j', (name, value, expected) => expect(read(name, value).found).toEqual([expected]));

it('joins the sensor of the message with that of the name', () => {
  expect(read('bme280_temperature_c', 21, 'Roof box').found).toEqual([
    ['temperature', 'roof-box-bme280', 21, 0],
  ]);
});

it('keeps no hardware address', () => {
  const channels = ['AA:BB:CC:DD:EE:FF', 'aabbccddeeff'].map(
    (sensor) => read('voc_index', 1, sensor).found[0]?.[1],
  );
  expect(channels[0]).toMatch(/^[0-9a-f]{4}$/);
  expect(channels[1]).toBe(channels[0]);
  expect(read('a4_c1_38_12_34_56_voc_index', 1).found[0]?.[1]).toMatch(/^[0-9a-f]{4}$/);
  expect(read('a4c138123456_power', 1).found[0]?.[0]).toMatch(/^[0-9a-f]{4}_power$/);
  expect(read('datastream_123456789012', 1).found[0]?.[0]).toBe('datastream_123456789012');
});

it('reads objects by joined names', () => {
  expect(read('bme280', { temperature_c: 21, gps: { lat: 41 } }).found).toEqual([
    ['temperature', 'bme280', 21, 0],
  ]);
});

it.each([
  ['latitude', 41.4],
  ['gps_lon', '2.17'],
  ['gps_1', { latitude: 41, longitude: 2 }],
  ['location', '41.4 2.17'],
  ['altitude', 12],
  ['state', 'on'],
  ['alarm', true],
  ['list', [1, 2]],
  ['note', ''],
])('%s = %j is no reading', (name, value) =>
  expect(read(name, value)).toMatchObject({ found: [], silent: true }),
);

it.each([
  ['temperature', 'warm', 'wrong_type'],
  ['temperature', '21,5', 'wrong_type'],
  ['temperature', 'inf', 'not_finite'],
  ['', 1, 'bad_name'],
  ['a'.repeat(101), 1, 'bad_name'],
])('%s = %j is refused', (name, value, code) => expect(read(name, value).refused).toMatchObject([{ code }]));

it.each(PHENOMENA.map(({ id }) => id))('the name for %s is read back with its unit', (id) => {
  expect(read(nameFor(id) ?? '', 7).found).toEqual([[id, '', 7, 0]]);
});
