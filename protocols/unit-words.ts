import { phenomenonOf } from '../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../domain/phenomena/units.ts';
import { splitName } from './quantities.ts';

/** Names beyond this are no names: the longest namespaced id has 62 characters. */
const LONGEST_NAME = 100;

/** Units as they stand at the end of names (`temperature_c`, `pressure_hpa`); the first of a unit is the one that is written. */
const WORDS: readonly (readonly [word: string, unit: string])[] = [
  ['c', 'Cel'],
  ['celsius', 'Cel'],
  ['degc', 'Cel'],
  ['f', '[degF]'],
  ['fahrenheit', '[degF]'],
  ['degf', '[degF]'],
  ['kelvin', 'K'],
  ['percent', '%'],
  ['pct', '%'],
  ['perc', '%'],
  ['pa', 'Pa'],
  ['hpa', 'hPa'],
  ['kpa', 'kPa'],
  ['mbar', 'hPa'],
  ['mmhg', 'mmHg'],
  ['inhg', 'inHg'],
  ['mps', 'm/s'],
  ['ms', 'm/s'],
  ['kmh', 'km/h'],
  ['kph', 'km/h'],
  ['mph', 'mph'],
  ['deg', 'deg'],
  ['mm', 'mm'],
  ['lx', 'lx'],
  ['lux', 'lx'],
  ['ugm3', 'ug/m3'],
  ['mgm3', 'mg/m3'],
  ['ppm', '[ppm]'],
  ['ppb', '[ppb]'],
  ['percm3', '{#}/cm3'],
  ['um', 'um'],
  ['uwcm2', 'uW/cm2'],
  ['db', 'dB[SPL]'],
  ['dba', 'dB[SPL]'],
  ['dbm', 'dB{mW}'],
  ['v', 'V'],
  ['volt', 'V'],
  ['mv', 'mV'],
];

const UNITS: ReadonlyMap<string, string> = new Map(WORDS);

/** The last word of a name, and a unit in brackets behind it: `Pressure (hPa)`. */
const WORDED = /^(.*[^\s_.-])[\s_.-]+([a-z][a-z0-9]*)$/i;
const BRACKETED = /^(.*[^\s_])[\s_]*[([]([^()[\]]{1,16})[)\]]$/;

/** Where a word of `camelCase` ends. */
const CAMEL = /([a-z0-9])([A-Z])/g;

/** What a name that a maker chose says. */
export interface NameReading {
  /** A catalogue id; undefined where no part of the name is a quantity of it. */
  readonly phenomenon: string | undefined;
  /** What it says of the sensor. */
  readonly channel: string;
  /** The unit that it names. */
  readonly unit: string | undefined;
}

const UNREAD: NameReading = { phenomenon: undefined, channel: '', unit: undefined };

function withUnit(bare: string, unit: string): NameReading | undefined {
  const split = splitName(bare);
  if (split === undefined) return undefined;
  const volts = split.phenomenon === 'battery' && /^m?V$/.test(unit);
  const phenomenon = volts ? 'battery_voltage' : split.phenomenon;
  const known = phenomenonOf(phenomenon);
  const fits = known !== undefined && toOwnUnit(known, 1, unit) !== undefined;
  return fits ? { phenomenon, channel: split.channel, unit } : undefined;
}

/** Names remembered with what they say: kits send the same ones in every message. */
const REMEMBERED = 4096;
const READ = new Map<string, NameReading>();

/**
 * Reads a name: `bme280_temperature_f` is `temperature` of `bme280` in °F. A word is taken for a unit only where it is one
 * of the quantity before it. `relativeHumidity` is read by its words where the whole is no name of its own.
 */
export function readName(name: string): NameReading {
  if (name.length > LONGEST_NAME) return UNREAD;
  let read = READ.get(name);
  if (read === undefined) {
    read = readWords(name);
    if (read.phenomenon === undefined) read = readWords(name.replace(CAMEL, '$1_$2'));
    if (READ.size >= REMEMBERED) READ.clear();
    READ.set(name, read);
  }
  return read;
}

function readWords(name: string): NameReading {
  const [, before = '', inside = ''] = BRACKETED.exec(name) ?? [];
  const [, first = '', word = ''] = WORDED.exec(name) ?? [];
  const unit = UNITS.get(word.toLowerCase());
  const read = withUnit(before, inside) ?? (unit === undefined ? undefined : withUnit(first, unit));
  if (read !== undefined) return read;
  const split = splitName(name);
  return { phenomenon: split?.phenomenon, channel: split?.channel ?? '', unit: undefined };
}

/** The word for a unit at the end of a name; undefined where there is none. */
export function unitWord(unit: string): string | undefined {
  return WORDS.find(([, code]) => code === unit)?.[0];
}
