import { crc32 } from 'node:zlib';
import { phenomenonOf } from '../domain/phenomena/catalogue.ts';
import { ucum } from '../domain/phenomena/units.ts';
import type { Reading } from '../domain/reading.ts';
import { isObject } from './body.ts';
import { numberInText, putMeasured } from './measured.ts';
import { channelOf, ownName } from './quantities.ts';
import type { Tray, When } from './tray.ts';
import { readName, unitWord } from './unit-words.ts';

const LONGEST_NAME = 100;
const LONGEST_PATH = 120;
const SHORTEST_ADDRESS = 12;
/** Levels of objects in objects that are read. */
const DEPTH = 4;

/** Names of a place on Earth: it belongs to the kit's owner. */
const PLACE =
  /(?:^|[_ .-])(?:lat|latitude|lng|lon|long|longitude|alt|altitude|elevation|gps|geo|geohash|location|position|coordinates)(?:_\d+)?$/i;

/** `45%`, `-59 dBm`, `21.5 °C`. */
const WITH_UNIT = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([^\d\s.,:+-][^\d]{0,11}\d?)\s*$/i;
const CODES: ReadonlySet<string> = new Set(
  [
    'Cel',
    '[degF]',
    '%',
    'Pa',
    'hPa',
    'kPa',
    'ug/m3',
    'mg/m3',
    '[ppm]',
    '[ppb]',
    'lx',
    'dB[SPL]',
    'dB{mW}',
  ].concat(['V', 'mV', 'm/s', 'km/h', 'mm', 'deg', 'K']),
);

/** Hardware addresses of six to eight bytes, however they are written. */
const ADDRESS = /(?<![0-9a-z])(?:[0-9a-f]{2}[:_-]?){5,7}[0-9a-f]{2}(?![0-9a-z])/gi;
const DIGITS = /^\d+$/;

/** Hardware addresses are personal: 16 bits of a checksum stand in their place. */
function mark(address: string): string {
  const bare = address.toLowerCase().replace(/[:_-]/g, '');
  return (crc32(bare) & 0xffff).toString(16).padStart(4, '0');
}

/** The channel of a sensor that is named in any spelling; a checksum stands for a hardware address. Empty for none. */
export function sensorChannel(sensor: string): string {
  return sensor === '' ? '' : channelOf(sensor.slice(0, LONGEST_NAME).replace(ADDRESS, mark));
}

/** A name without hardware addresses; a number in it is no address. */
function bareName(name: string): string {
  return name.length < SHORTEST_ADDRESS
    ? name
    : name.replace(ADDRESS, (found) => (DIGITS.test(found) ? found : mark(found)));
}

/** Whether a name is one of a position, which no reading is made of. */
export function isPlaceName(name: string): boolean {
  return name.length <= LONGEST_NAME && PLACE.test(name);
}

/** Where named values stand, and what the message says of them all. */
export interface NamedPlace {
  readonly tray: Tray;
  readonly when: When;
  /** The sensor that the message names beside the quantity, in any spelling; empty for none. */
  readonly sensor: string;
  /** What stands before the names in paths. */
  readonly path: string;
  /** The unit of them all, where the message names one. */
  readonly unit?: string | undefined;
}

/** A number under a name that a maker chose. */
export interface NamedNumber {
  readonly name: string;
  readonly value: number;
  /** Where the message names it beside the name. */
  readonly unit?: string | undefined;
}

/** The air has 300 to 1,100 hPa, 30 to 110 kPa, and never so few Pa. */
function customaryPressure(value: number): string | undefined {
  const size = Math.abs(value);
  if (size >= 300 && size <= 1100) return 'hPa';
  return size >= 30 && size <= 110 ? 'kPa' : undefined;
}

/**
 * Puts a number on the tray by its name: the quantity, the sensor and the unit that the name says. Positions are left out;
 * unknown quantities pass on under the name as written. A known one without a unit is taken in the phenomenon's own (a
 * pressure that can only be hPa or kPa in that), flagged and told.
 */
export function putNamed(place: NamedPlace, { name, value, unit }: NamedNumber): void {
  const { tray, when, sensor } = place;
  const path = `${place.path}${name}`.slice(0, LONGEST_PATH);
  if (name === '' || name.length > LONGEST_NAME) {
    tray.refuse('bad_name', path, name);
    return;
  }
  if (PLACE.test(name)) {
    tray.ignored++;
    return;
  }
  const said = readName(name);
  const { phenomenon } = said;
  if (phenomenon === undefined) {
    const channel = sensorChannel(sensor);
    tray.found.push({ phenomenon: bareName(name), channel, time: when.time, value, flags: when.flags, path });
    return;
  }
  const both = sensor !== '' && said.channel !== '';
  const channel = sensorChannel(both ? `${sensor}-${said.channel}` : sensor + said.channel);
  const customary = phenomenon === 'pressure' ? customaryPressure(value) : undefined;
  putMeasured(tray, {
    phenomenon,
    channel,
    value,
    unit: unit ?? place.unit ?? said.unit,
    customary,
    when,
    path,
  });
}

/** A text that should be a number where the name is a quantity: `"21.5"`, `"45%"`. Other texts are no readings. */
function takeText(place: NamedPlace, name: string, text: string): void {
  const { tray } = place;
  const path = `${place.path}${name}`;
  const [, digits = '', unit = ''] = text.length <= 64 ? (WITH_UNIT.exec(text) ?? []) : [];
  if (digits !== '' && CODES.has(ucum(unit))) putNamed(place, { name, value: Number(digits), unit });
  else if (readName(name).phenomenon === undefined && (text.trim() === '' || Number.isNaN(Number(text))))
    tray.ignored++;
  else {
    const value = numberInText(tray, text, path);
    if (value !== undefined) putNamed(place, { name, value });
  }
}

/**
 * Takes a JSON value under a name: numbers, texts that are numbers, and objects of those, whose names join
 * (`{"bme280": {"temperature": 21.5}}` is `bme280_temperature`). Null is missing; texts, switches and lists are no readings.
 */
export function takeNamed(place: NamedPlace, name: string, value: unknown, depth = 0): void {
  const { tray } = place;
  if (tray.overfull) return;
  if (typeof value === 'number') {
    const number = tray.number(value, `${place.path}${name}`);
    if (number !== undefined) putNamed(place, { name, value: number });
  } else if (name.length > LONGEST_NAME) tray.refuse('bad_name', place.path + name, name);
  else if (PLACE.test(name)) tray.ignored++;
  else if (value === null) tray.missing++;
  else if (typeof value === 'string') takeText(place, name, value);
  else if (isObject(value) && depth < DEPTH)
    for (const key of Object.keys(value)) takeNamed(place, `${name}_${key}`, value[key], depth + 1);
  else tray.ignored++;
}

/**
 * The name that says a phenomenon and its unit, as `putNamed` reads it back: `temperature_c`; undefined where there is none.
 */
export function nameFor(phenomenon: string): string | undefined {
  const known = phenomenonOf(phenomenon);
  if (known === undefined) {
    const own = ownName(phenomenon);
    return own === undefined || isPlaceName(own) ? undefined : own;
  }
  if (known.unit === '1') return known.id;
  const word = unitWord(known.unit);
  const name = `${known.id}_${word}`;
  const back = readName(name);
  return back.phenomenon === known.id && back.channel === '' && back.unit === known.unit ? name : undefined;
}

/** The name that says a phenomenon, its unit and its channel: `bme280_temperature_c`; undefined where there is none. */
export function wholeNameFor({
  phenomenon,
  channel,
}: Pick<Reading, 'phenomenon' | 'channel'>): string | undefined {
  const name = nameFor(phenomenon);
  if (name === undefined || channel === '') return name;
  const whole = `${channel}_${name}`;
  const back = readName(whole);
  return back.phenomenon === phenomenon && back.channel === channel ? whole : undefined;
}
