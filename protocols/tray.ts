import { FLAGS } from '../domain/flags.ts';
import type { Assumption } from '../domain/receipt.ts';
import { foundText, type Refusal, type RefusalCode } from '../domain/refusal.ts';
import { fromEpoch, parseIso } from '../domain/time.ts';
import { MAX_READINGS } from './body.ts';
import type { DecodeContext, Decoded, Found } from './contract.ts';

/** Times outside cannot be a `Date` (ECMA-262, 21.4.1.1). */
const LAST_INSTANT = 8.64e15;

const NOTHING: readonly never[] = Object.freeze([]);
const NO_FACTS: Readonly<Record<string, string>> = Object.freeze({});

/** When a part of a message was measured. */
export interface When {
  /** UTC ms; undefined where the message does not say. */
  readonly time: number | undefined;
  /** Mask of `FLAGS` that the time brings to its readings. */
  readonly flags: number;
}

/** A part without a time of its own. */
export const UNTIMED: When = { time: undefined, flags: 0 };

/** A message that could not be read at all. */
export function unreadable(refusal: Refusal): Decoded {
  return { found: NOTHING, refused: [refusal], missing: 0, assumptions: NOTHING, facts: NO_FACTS };
}

/** A message that carries no readings by design, with what it says of the device. */
export function silent(facts: Readonly<Record<string, string>> = NO_FACTS): Decoded {
  return { found: NOTHING, refused: NOTHING, missing: 0, assumptions: NOTHING, facts, silent: true };
}

/** Collects what one message holds while a decoder walks through it. */
export class Tray {
  readonly found: Found[] = [];
  readonly refused: Refusal[] = [];
  missing = 0;
  /** What is neither reading nor missing: the kit's position, its housekeeping. */
  ignored = 0;
  /** The first of each kind. */
  #assumptions: Assumption[] | undefined;
  readonly #zone: string;

  constructor(context: DecodeContext) {
    this.#zone = context.timeZone;
  }

  refuse(code: RefusalCode, path: string, found: unknown): void {
    this.refused.push({ code, path: path.length > 120 ? foundText(path) : path, found: foundText(found) });
  }

  /**
   * A time as messages write it: ISO 8601 text, or a number of seconds or milliseconds since 1970; absent or null is
   * untimed. Undefined, and refused, for anything else.
   */
  when(value: unknown, path: string): When | undefined {
    if (value === undefined || value === null) return UNTIMED;
    if (typeof value === 'number') {
      const time = fromEpoch(value);
      if (time !== undefined && Math.abs(time) <= LAST_INSTANT) return { time, flags: 0 };
    } else if (typeof value === 'string') {
      const parsed = parseIso(value, this.#zone);
      if (parsed?.zoned) return { time: parsed.time, flags: 0 };
      if (parsed !== undefined) return this.#assumeZone(parsed.time, path);
    }
    this.refuse('bad_time', path, value);
    return undefined;
  }

  #assumeZone(time: number, path: string): When {
    const code = this.#zone === 'UTC' ? 'utc' : 'kit_zone';
    this.assume({ code, path, taken: this.#zone });
    return { time, flags: FLAGS.zone_assumed };
  }

  /** Notes what was taken for granted; of several of one kind the first is told. */
  assume(assumption: Assumption): void {
    this.#assumptions ??= [];
    if (!this.#assumptions.some(({ code }) => code === assumption.code)) this.#assumptions.push(assumption);
  }

  /** A JSON value that should be a number; undefined for null (counted as missing) and for anything else (refused). */
  number(value: unknown, path: string): number | undefined {
    if (typeof value === 'number') {
      if (Number.isFinite(value)) return value;
      this.refuse('not_finite', path, String(value));
    } else if (value === null) this.missing++;
    else this.refuse('wrong_type', path, value);
    return undefined;
  }

  /** Whether more stands in the message than one message may hold. */
  get overfull(): boolean {
    return this.found.length + this.refused.length + this.missing > MAX_READINGS;
  }

  /** What the message held: too much and nothing at all are refusals of the whole. */
  result(facts: Readonly<Record<string, string>> = NO_FACTS): Decoded {
    if (this.overfull) return unreadable({ code: 'too_many_readings', path: '' });
    const { found, refused, missing } = this;
    if (found.length + refused.length + missing === 0) {
      if (this.ignored > 0) return silent(facts);
      refused.push({ code: 'empty_message', path: '' });
    }
    return { found, refused, missing, assumptions: this.#assumptions ?? NOTHING, facts };
  }
}
