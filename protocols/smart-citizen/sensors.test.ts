import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANNEL } from '../../domain/reading.ts';
import { keptAs, ownValue, sensorById, sensorByKey, sensorFor } from './lookup.ts';
import { ALIASES, GPS_IDS, SENSORS } from './sensors.ts';

const FIRMWARE = new URL(
  '../../../shared/wire-samples/smartcitizen/sensor_ids_firmware.csv',
  import.meta.url,
);
/** Keys under which the firmware lists a sensor a second time. */
const SAME_SENSOR: Readonly<Record<string, string>> = {
  PM_DALLAS_TEMP: 'DALLAS_TEMP',
  GB_TEMP: 'EXT_TEMP_SHT31',
  GB_HUM: 'EXT_HUM_SHT31',
};
/** Units that the firmware leaves out or words in its own way. */
const SAME_UNIT: Readonly<Record<string, string>> = {
  SDCARD: '',
  NOISE_Z: 'dBZ',
  SEN5X_VOCS_IDX: '1',
  SEN5X_NOX_IDX: '1',
};
const NO_SENSORS = ['GR_OLED', 'NOT_FOUND', 'NOISE_FFT'];

describe('the sensors of Smart Citizen', () => {
  it('never share phenomenon and channel', () => {
    const streams = SENSORS.map(([, , phenomenon, channel]) => `${phenomenon}@${channel}`);
    expect(streams.filter((stream, i) => streams.indexOf(stream) !== i)).toEqual([]);
  });

  it('have ids and keys of their own', () => {
    const ids = SENSORS.map(([id]) => id).filter((id) => id !== 0);
    const keys = [...SENSORS.map(([, key]) => key), ...Object.keys(ALIASES)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(keys).size).toBe(keys.length);
    expect(Object.values(ALIASES).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(SENSORS)(
    '%i %s is kept as %s@%s and its unit %s converts',
    (id, key, phenomenon, channel, unit) => {
      const sensor = id === 0 ? sensorByKey(key) : sensorById(id);
      expect(sensor).toMatchObject({ id, key, phenomenon, channel });
      if (channel !== '') expect(channel).toMatch(CHANNEL);
      expect(sensor && ownValue(sensor, 1, unit)).toBeGreaterThan(0);
      expect(sensor && keptAs(sensor)).toMatch(/^(x_)?[a-z0-9_]+$/);
    },
  );

  it('are found again by what they are kept as', () => {
    expect(sensorFor('pm10', 'pm_b')?.id).toBe(77);
    expect(sensorFor('x_sensor_21', '')?.id).toBe(21);
    expect(sensorFor('x_adc_48_0', '')?.id).toBe(133);
    expect(sensorFor('temperature', 'nowhere')).toBeUndefined();
  });

  it('are found by keys in capitals or not, and by no id that is none', () => {
    expect(sensorByKey('temp')?.id).toBe(55);
    expect(sensorByKey('pm_25')?.id).toBe(87);
    expect(sensorByKey('constructor')).toBeUndefined();
    expect([0, -1, 1.5, Number.NaN, 1e9].map(sensorById)).toEqual(Array(5).fill(undefined));
  });
});

describe.skipIf(!existsSync(FIRMWARE))('the table of the firmware', () => {
  it('has no sensor that is missing here, and no other unit', () => {
    const rows = readFileSync(FIRMWARE, 'utf8').trim().split('\n').slice(1);
    for (const row of rows) {
      const [id = '', key = '', , unit = ''] = row.split(',');
      if (GPS_IDS.includes(Number(id)) || NO_SENSORS.includes(key)) continue;
      const sensor = id === '0' ? sensorByKey(key) : sensorById(Number(id));
      expect([sensor?.key, sensor?.unit], row).toEqual([SAME_SENSOR[key] ?? key, SAME_UNIT[key] ?? unit]);
    }
  });
});
