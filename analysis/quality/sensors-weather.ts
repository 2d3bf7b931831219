import type { Sensor, SensorFacts } from './sensors.ts';

function plusMinus(range: readonly [number, number], absolute: number, source: string): SensorFacts {
  return { range, accuracy: { absolute, relative: 0, joined: 'larger' }, source };
}

/** Temperature, humidity and pressure: ranges, and typical accuracies, as the datasheets head them. Pa for pressure. */
export const WEATHER_SENSORS: readonly Sensor[] = [
  {
    part: 'Sensirion SHT31',
    facts: {
      temperature: plusMinus([-40, 125], 0.2, 'Sensirion SHT3x-DIS datasheet: ±0.2 °C (typical)'),
      humidity: plusMinus([0, 100], 2, 'Sensirion SHT3x-DIS datasheet: ±2 % RH (typical)'),
    },
  },
  {
    part: 'Sensirion SHT40',
    facts: {
      temperature: plusMinus([-40, 125], 0.2, 'Sensirion SHT4x datasheet: ±0.2 °C (typical)'),
      humidity: plusMinus([0, 100], 1.8, 'Sensirion SHT4x datasheet: ±1.8 % RH (typical)'),
    },
  },
  {
    part: 'Aosong DHT22',
    facts: {
      temperature: plusMinus([-40, 80], 0.5, 'Aosong AM2302 (DHT22) datasheet: ±0.5 °C'),
      humidity: plusMinus([0, 100], 5, 'Aosong AM2302 (DHT22) datasheet: ±2 % RH, at most ±5 % RH'),
    },
  },
  {
    part: 'Bosch BME280',
    facts: {
      temperature: plusMinus([-40, 85], 1, 'Bosch BME280 datasheet: ±1 °C from 0 to 65 °C'),
      humidity: plusMinus([0, 100], 3, 'Bosch BME280 datasheet: ±3 % RH'),
      pressure: plusMinus([30_000, 110_000], 100, 'Bosch BME280 datasheet: ±1 hPa'),
    },
  },
  {
    part: 'Bosch BMP280',
    facts: { pressure: plusMinus([30_000, 110_000], 100, 'Bosch BMP280 datasheet: ±1 hPa') },
  },
  {
    part: 'TI HDC1080',
    facts: {
      temperature: plusMinus([-40, 125], 0.2, 'TI HDC1080 datasheet: ±0.2 °C (typical)'),
      humidity: plusMinus([0, 100], 2, 'TI HDC1080 datasheet: ±2 % RH (typical)'),
    },
  },
];
