import { channelOf, type SplitName, splitName } from '../quantities.ts';

/** Device classes of Home Assistant whose quantity the catalogue has under another name. */
const CLASSES: Readonly<Record<string, string>> = {
  ...{
    temperature: 'temperature',
    humidity: 'humidity',
    pressure: 'pressure',
    atmospheric_pressure: 'pressure',
  },
  ...{ pm1: 'pm1', pm25: 'pm2_5', pm4: 'pm4', pm10: 'pm10' },
  ...{ carbon_dioxide: 'co2', carbon_monoxide: 'co', nitrogen_dioxide: 'no2', nitrogen_monoxide: 'no' },
  ...{ ozone: 'o3', sulphur_dioxide: 'so2', volatile_organic_compounds_parts: 'tvoc' },
  ...{ illuminance: 'illuminance', battery: 'battery', signal_strength: 'rssi' },
  ...{ wind_speed: 'wind_speed', wind_direction: 'wind_direction', precipitation: 'rain' },
};

/** Units that ESPHome's sensors have unless they are set otherwise, where the catalogue keeps another. */
const CUSTOMARY: Readonly<Record<string, string>> = {
  ...{ pressure: 'hPa', co: 'ppm', no2: 'ppm', no: 'ppm', o3: 'ppb', so2: 'ppb', nh3: 'ppm', hcho: 'ppb' },
};

/** The unit that is taken for a quantity before its sensor was announced. */
export function customaryUnit(phenomenon: string): string | undefined {
  return Object.hasOwn(CUSTOMARY, phenomenon) ? CUSTOMARY[phenomenon] : undefined;
}

/**
 * What a sensor measures: its device class says the quantity, and what its name says beside that is the channel. Without a
 * class the name says both; where it says no quantity of the catalogue, the name is kept.
 */
export function meaningOf(name: string, deviceClass: string | undefined): SplitName {
  const split = splitName(name);
  const classed =
    deviceClass !== undefined && Object.hasOwn(CLASSES, deviceClass) ? CLASSES[deviceClass] : undefined;
  if (classed === undefined) return split ?? { phenomenon: name, channel: '' };
  return { phenomenon: classed, channel: split?.phenomenon === classed ? split.channel : channelOf(name) };
}
