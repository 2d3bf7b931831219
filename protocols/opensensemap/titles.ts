import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';

/** What a title says: [phenomenon, unit in which openSenseMap's own sensor definitions give it]. */
type Titled = readonly [phenomenon: string, unit: string];

/** Air pressure is defined in Pa for some sensors and in hPa for others, under one title: the size of the value tells. */
export const PRESSURE_BY_SIZE = 'Pa or hPa';

/** Titles of the platform's sensor definitions, in German and in the English that boxes use, without case and blanks. */
const TITLES: ReadonlyMap<string, Titled> = new Map(
  Object.entries<Titled>({
    temperatur: ['temperature', 'Cel'],
    temperature: ['temperature', 'Cel'],
    lufttemperatur: ['temperature', 'Cel'],
    airtemperature: ['temperature', 'Cel'],
    luftfeuchte: ['humidity', '%'],
    humidity: ['humidity', '%'],
    luftfeuchtigkeit: ['humidity', '%'],
    'rel.luftfeuchte': ['humidity', '%'],
    relativeluftfeuchte: ['humidity', '%'],
    'rel.humidity': ['humidity', '%'],
    relativehumidity: ['humidity', '%'],
    pressure: ['pressure', PRESSURE_BY_SIZE],
    luftdruck: ['pressure', PRESSURE_BY_SIZE],
    'atm.luftdruck': ['pressure', PRESSURE_BY_SIZE],
    airpressure: ['pressure', PRESSURE_BY_SIZE],
    'atm.pressure': ['pressure', PRESSURE_BY_SIZE],
    pm01: ['pm1', 'ug/m3'],
    pm1: ['pm1', 'ug/m3'],
    pm4: ['pm4', 'ug/m3'],
    pm10: ['pm10', 'ug/m3'],
    'pm1.0': ['pm1', 'ug/m3'],
    'pm2.5': ['pm2_5', 'ug/m3'],
    pm25: ['pm2_5', 'ug/m3'],
    'co₂': ['co2', 'ppm'],
    co2: ['co2', 'ppm'],
    illuminance: ['illuminance', 'lx'],
    beleuchtungsstärke: ['illuminance', 'lx'],
    lightintensity: ['illuminance', 'lx'],
    windgeschwindigkeit: ['wind_speed', 'm/s'],
    windspeed: ['wind_speed', 'm/s'],
    windrichtung: ['wind_direction', 'deg'],
    winddirection: ['wind_direction', 'deg'],
    schalldruckpegel: ['noise_laeq', 'dBA'],
    'schalldruckpegel(max)': ['noise_lamax', 'dBA'],
    'schalldruckpegel(min)': ['noise_lamin', 'dBA'],
  }),
);

/** What a sensor's title means; undefined for an id, for an id of the catalogue, and for a title nobody defined. */
export function titled(name: string): Titled | undefined {
  if (phenomenonOf(name) !== undefined) return undefined;
  return TITLES.get(name.normalize('NFC').toLowerCase().replace(/\s+/g, ''));
}
