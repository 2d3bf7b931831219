import type { KitModel } from './kit-model.ts';

type Blueprint = Omit<KitModel, 'phenomena'> & { readonly extra?: readonly string[] };

/** A model observes what its sensors do, and `extra` (its own battery, its radio). */
function model({ extra = [], ...given }: Blueprint): KitModel {
  return { ...given, phenomena: [...new Set([...given.sensors.flatMap((s) => s.phenomena), ...extra])] };
}

const SHT31 = { part: 'Sensirion SHT31', phenomena: ['temperature', 'humidity'] };
const BH1721 = { part: 'Rohm BH1721FVC', phenomena: ['illuminance'] };
const MPL3115 = { part: 'NXP MPL3115A2', phenomena: ['pressure'] };
const SDS011 = { part: 'Nova Fitness SDS011', phenomena: ['pm10', 'pm2_5'] };
const DHT22 = { part: 'Aosong DHT22', phenomena: ['temperature', 'humidity'] };
const BME280 = { part: 'Bosch BME280', phenomena: ['temperature', 'humidity', 'pressure'] };

function microphone(part: string) {
  return { part, phenomena: ['noise_laeq', 'noise_lceq', 'noise_lzeq'] };
}

function plantower(part: string, ...more: string[]) {
  return { part, phenomena: ['pm1', 'pm2_5', 'pm10', ...more] };
}

const SMART_CITIZEN: readonly KitModel[] = [
  model({
    id: 'smart-citizen-2-1',
    name: 'Smart Citizen Kit 2.1',
    maker: 'Fab Lab Barcelona / IAAC',
    dialect: 'smart-citizen',
    firmware: 'stock',
    sensors: [
      SHT31,
      microphone('InvenSense ICS-43432'),
      BH1721,
      MPL3115,
      { part: 'ams CCS811', phenomena: ['eco2', 'tvoc'] },
      plantower('Plantower PMS5003', 'pn0_3', 'pn0_5', 'pn1', 'pn2_5', 'pn5', 'pn10'),
    ],
    extra: ['battery', 'rssi'],
    licence: 'CERN-OHL-1.2',
    source: 'https://github.com/fablabbcn/smartcitizen-kit-2x',
  }),
  model({
    id: 'smart-citizen-2-3',
    name: 'Smart Citizen Kit 2.3',
    maker: 'Fab Lab Barcelona / IAAC',
    dialect: 'smart-citizen',
    firmware: 'stock',
    sensors: [
      SHT31,
      microphone('InvenSense ICS-43434'),
      BH1721,
      MPL3115,
      { part: 'ams AS7331', phenomena: ['uva', 'uvb', 'uvc'] },
      {
        part: 'Sensirion SEN55',
        phenomena: [
          ...['pm1', 'pm2_5', 'pm4', 'pm10', 'pn0_5', 'pn1', 'pn2_5', 'pn4', 'pn10', 'particle_size'],
          ...['voc_index', 'nox_index'],
        ],
      },
    ],
    extra: ['battery', 'rssi'],
    licence: 'CERN-OHL-1.2',
    source: 'https://github.com/fablabbcn/smartcitizen-kit-2x',
  }),
];

const airrohr = { maker: 'Sensor.Community', dialect: 'airrohr', firmware: 'stock' } as const;

const AIRROHR: readonly KitModel[] = [
  model({
    ...airrohr,
    id: 'airrohr-sds011-dht22',
    name: 'airRohr (SDS011, DHT22)',
    sensors: [SDS011, DHT22],
    extra: ['rssi'],
    source: 'https://github.com/opendata-stuttgart/sensors-software',
  }),
  model({
    ...airrohr,
    id: 'airrohr-sds011-bme280',
    name: 'airRohr (SDS011, BME280)',
    sensors: [SDS011, BME280],
    extra: ['rssi'],
    source: 'https://github.com/opendata-stuttgart/sensors-software',
  }),
  model({
    ...airrohr,
    id: 'airrohr-dnms',
    name: 'airRohr DNMS',
    maker: 'Sensor.Community, H. Bitter',
    sensors: [
      { part: 'DNMS (InvenSense ICS-43434)', phenomena: ['noise_laeq', 'noise_lamin', 'noise_lamax'] },
    ],
    extra: ['rssi'],
    source: 'https://github.com/hbitter/DNMS',
  }),
];

const AIRGRADIENT: readonly KitModel[] = [
  model({
    id: 'airgradient-open-air',
    name: 'AirGradient Open Air',
    maker: 'AirGradient',
    dialect: 'native',
    firmware: 'sketch',
    sensors: [
      plantower('Plantower PMS5003T', 'temperature', 'humidity'),
      { part: 'Senseair S8', phenomena: ['co2'] },
      { part: 'Sensirion SGP41', phenomena: ['voc_index', 'nox_index'] },
    ],
    extra: ['rssi'],
    licence: 'CC-BY-SA-4.0',
    source: 'https://github.com/airgradienthq/arduino',
  }),
  model({
    id: 'airgradient-one',
    name: 'AirGradient ONE',
    maker: 'AirGradient',
    dialect: 'native',
    firmware: 'sketch',
    sensors: [
      plantower('Plantower PMS5003'),
      { part: 'Senseair S8', phenomena: ['co2'] },
      { part: 'Sensirion SGP41', phenomena: ['voc_index', 'nox_index'] },
      { part: 'Sensirion SHT40', phenomena: ['temperature', 'humidity'] },
    ],
    extra: ['rssi'],
    licence: 'CC-BY-SA-4.0',
    source: 'https://github.com/airgradienthq/arduino',
  }),
];

const DO_IT_YOURSELF: readonly KitModel[] = [
  model({
    id: 'sensebox-home',
    name: 'senseBox:home V2',
    maker: 'senseBox, University of Münster',
    dialect: 'native',
    firmware: 'sketch',
    sensors: [
      { part: 'TI HDC1080', phenomena: ['temperature', 'humidity'] },
      { part: 'Bosch BMP280', phenomena: ['pressure'] },
      { part: 'ams TSL45315', phenomena: ['illuminance'] },
      { part: 'Vishay VEML6070', phenomena: ['uva'] },
      SDS011,
    ],
    source: 'https://sensebox.de',
  }),
  model({
    id: 'esp-diy',
    name: 'ESP8266 / ESP32 (own build)',
    maker: 'Any maker',
    dialect: 'native',
    firmware: 'sketch',
    sensors: [SDS011, BME280],
    extra: ['rssi'],
    source: 'https://github.com/espressif/arduino-esp32',
  }),
];

/** Blueprints the platform knows. Kits name one by id; a kit of another make names none. */
export const KIT_MODELS: readonly KitModel[] = [
  ...SMART_CITIZEN,
  ...AIRROHR,
  ...AIRGRADIENT,
  ...DO_IT_YOURSELF,
];
