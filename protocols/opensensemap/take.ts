import { FLAGS } from '../../domain/flags.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import type { Assumption } from '../../domain/receipt.ts';
import type { Decoded } from '../contract.ts';
import type { Tray, When } from '../tray.ts';
import { spelledId } from './route.ts';
import { PRESSURE_BY_SIZE, titled } from './titles.ts';

/** Names beyond this are no names: the longest namespaced id has 62 characters. */
const LONGEST_NAME = 100;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const NO_NUMBER = /^[+-]?(?:nan|inf|infinity)$/i;

/** Below it a pressure can only be hPa, from it on only Pa: the air has 300 to 1,100 hPa, that is 30,000 to 110,000 Pa. */
const PASCALS_FROM = 2000;

/** One measurement as a body says it. */
interface Measurement {
  /** Id or title of the sensor. */
  readonly sensor: unknown;
  /** A number, or one as text. */
  readonly value: unknown;
  readonly createdAt: unknown;
}

/** Where the parts of a measurement stand. */
interface Places {
  readonly sensor: string;
  readonly value: string;
  readonly createdAt: string;
}

/** A tray for measurements of openSenseMap's forms. */
export class Box {
  readonly tray: Tray;
  #assumption: Assumption | undefined;

  constructor(tray: Tray) {
    this.tray = tray;
  }

  /** Enters a measurement; one that cannot be read is refused by itself. */
  take({ sensor, value, createdAt }: Measurement, places: Places): void {
    const { tray } = this;
    const name = typeof sensor === 'string' ? sensor.trim() : '';
    if (name === '' || name.length > LONGEST_NAME) {
      tray.refuse('bad_name', places.sensor, sensor ?? null);
      return;
    }
    const when = tray.when(createdAt === '' ? null : createdAt, places.createdAt);
    const number = when === undefined ? undefined : this.number(value, places.value);
    if (when !== undefined && number !== undefined) this.put(name, number, { when, path: places.value });
  }

  /** A value, which the platform's clients write as text. */
  private number(value: unknown, path: string): number | undefined {
    if (typeof value !== 'string') return this.tray.number(value ?? null, path);
    const text = value.trim();
    if (text.length <= 64 && NUMBER.test(text)) return this.tray.number(Number(text), path);
    this.tray.refuse(NO_NUMBER.test(text) ? 'not_finite' : 'wrong_type', path, value);
    return undefined;
  }

  private put(name: string, sent: number, { when, path }: { when: When; path: string }): void {
    const title = titled(name);
    const known = title && phenomenonOf(title[0]);
    const guessed = title?.[1] === PRESSURE_BY_SIZE;
    const unit = guessed ? (Math.abs(sent) < PASCALS_FROM ? 'hPa' : 'Pa') : title?.[1];
    const value = known === undefined || unit === undefined ? sent : toOwnUnit(known, sent, unit);
    if (value === undefined || !Number.isFinite(value)) {
      this.tray.refuse('not_finite', path, sent);
      return;
    }
    if (guessed) this.#assumption ??= { code: 'unit', path, ...(unit && { taken: unit }) };
    const flags = guessed ? when.flags | FLAGS.unit_assumed : when.flags;
    const phenomenon = title?.[0] ?? spelledId(name);
    this.tray.found.push({ phenomenon, channel: '', time: when.time, value, flags, path });
  }

  /** What the message held. */
  result(): Decoded {
    const decoded = this.tray.result();
    if (this.#assumption === undefined) return decoded;
    return { ...decoded, assumptions: [...decoded.assumptions, this.#assumption] };
  }
}
