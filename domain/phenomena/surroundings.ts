import type { Names, Phenomenon } from './phenomenon.ts';

const CF = 'https://vocab.nerc.ac.uk/standard_name/';

type Row = Omit<Phenomenon, 'accepts' | 'averaging' | 'decimals'> &
  Partial<Pick<Phenomenon, 'accepts' | 'averaging' | 'decimals'>>;

function row(given: Row): Phenomenon {
  return { accepts: {}, averaging: 'arithmetic', decimals: 0, ...given };
}

function uv(id: string, band: string): Phenomenon {
  const names: Names = { ca: `Radiació ${band}`, es: `Radiación ${band}`, en: `${band} irradiance` };
  const accepts = { 'W/m2': { shift: 2 }, 'mW/cm2': { shift: 3 } };
  return row({
    id,
    names,
    unit: 'uW/cm2',
    unitLabel: 'µW/cm²',
    accepts,
    plausible: [0, 20_000],
    group: 'light',
  });
}

/** Weather, light and the kit's own state. */
export const SURROUNDINGS: readonly Phenomenon[] = [
  row({
    id: 'temperature',
    names: { ca: 'Temperatura', es: 'Temperatura', en: 'Temperature' },
    unit: 'Cel',
    unitLabel: '°C',
    accepts: { '[degF]': { before: -32, factor: 5 / 9 }, K: { before: -273.15, factor: 1 } },
    plausible: [-40, 60],
    decimals: 1,
    group: 'weather',
    definition: `${CF}air_temperature/`,
  }),
  row({
    id: 'humidity',
    names: { ca: 'Humitat relativa', es: 'Humedad relativa', en: 'Relative humidity' },
    unit: '%',
    unitLabel: '%',
    plausible: [0, 100],
    group: 'weather',
    definition: `${CF}relative_humidity/`,
  }),
  row({
    id: 'pressure',
    names: { ca: 'Pressió atmosfèrica', es: 'Presión atmosférica', en: 'Air pressure' },
    unit: 'Pa',
    unitLabel: 'Pa',
    // UCUM's own figures for the units that are not metric.
    accepts: {
      hPa: { shift: 2 },
      kPa: { shift: 3 },
      bar: { shift: 5 },
      'mm[Hg]': { factor: 133.322 },
      "[in_i'Hg]": { factor: 3386.3788 },
      '[psi]': { factor: 6894.757293168 },
    },
    plausible: [80_000, 110_000],
    group: 'weather',
    definition: `${CF}air_pressure/`,
  }),
  row({
    id: 'wind_speed',
    names: { ca: 'Velocitat del vent', es: 'Velocidad del viento', en: 'Wind speed' },
    unit: 'm/s',
    unitLabel: 'm/s',
    accepts: {
      'km/h': { factor: 1 / 3.6 },
      '[kn_i]': { factor: 1852 / 3600 },
      '[mi_i]/h': { factor: 0.44704 },
      '[ft_i]/s': { factor: 0.3048 },
    },
    plausible: [0, 75],
    decimals: 1,
    group: 'weather',
    definition: `${CF}wind_speed/`,
  }),
  row({
    id: 'wind_direction',
    names: { ca: 'Direcció del vent', es: 'Dirección del viento', en: 'Wind direction' },
    unit: 'deg',
    unitLabel: '°',
    plausible: [0, 360],
    averaging: 'circular',
    group: 'weather',
    definition: `${CF}wind_from_direction/`,
  }),
  row({
    id: 'rain',
    names: { ca: 'Pluja', es: 'Lluvia', en: 'Rain' },
    unit: 'mm',
    unitLabel: 'mm',
    accepts: { cm: { shift: 1 } },
    plausible: [0, 200],
    averaging: 'sum',
    decimals: 1,
    group: 'weather',
    definition: `${CF}thickness_of_rainfall_amount/`,
  }),
  row({
    id: 'illuminance',
    names: { ca: 'Il·luminància', es: 'Iluminancia', en: 'Illuminance' },
    unit: 'lx',
    unitLabel: 'lx',
    accepts: { klx: { shift: 3 } },
    plausible: [0, 200_000],
    group: 'light',
    definition: 'http://qudt.org/vocab/quantitykind/Illuminance',
  }),
  row({
    id: 'uv_index',
    names: { ca: 'Índex UV', es: 'Índice UV', en: 'UV index' },
    unit: '1',
    unitLabel: '',
    plausible: [0, 20],
    decimals: 1,
    group: 'light',
  }),
  uv('uva', 'UVA'),
  uv('uvb', 'UVB'),
  uv('uvc', 'UVC'),
  row({
    id: 'battery',
    names: { ca: 'Bateria', es: 'Batería', en: 'Battery' },
    unit: '%',
    unitLabel: '%',
    plausible: [0, 100],
    averaging: 'last',
    group: 'device',
  }),
  row({
    id: 'battery_voltage',
    names: { ca: 'Tensió de la bateria', es: 'Tensión de la batería', en: 'Battery voltage' },
    unit: 'V',
    unitLabel: 'V',
    accepts: { mV: { shift: -3 } },
    plausible: [0, 60],
    averaging: 'last',
    decimals: 2,
    group: 'device',
  }),
  row({
    id: 'rssi',
    names: { ca: 'Senyal de ràdio', es: 'Señal de radio', en: 'Radio signal strength' },
    unit: 'dB{mW}',
    unitLabel: 'dBm',
    plausible: [-140, 0],
    averaging: 'arithmetic',
    group: 'device',
  }),
];
