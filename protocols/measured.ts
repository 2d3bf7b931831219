import { FLAGS } from '../domain/flags.ts';
import { phenomenonOf } from '../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../domain/phenomena/units.ts';
import type { Tray, When } from './tray.ts';

/** A number as a message states it. */
export interface Measured {
  /** A catalogue id, or the name as the kit wrote it. */
  readonly phenomenon: string;
  readonly channel: string;
  readonly value: number;
  /** The unit that the message (or what went before it) names. */
  readonly unit: string | undefined;
  /** The unit that is taken where none is named; without it the phenomenon's own. */
  readonly customary?: string | undefined;
  readonly when: When;
  readonly path: string;
}

/**
 * Puts a number on the tray in its phenomenon's own unit. A unit that cannot be converted is refused; one that is not
 * named is assumed, and told. Quantities that the catalogue does not have keep the unit in which they were sent.
 */
export function putMeasured(tray: Tray, measured: Measured): void {
  const { phenomenon, channel, value, unit, customary, path, when } = measured;
  const known = phenomenonOf(phenomenon);
  let { flags } = when;
  let own: number | undefined = value;
  if (known !== undefined) {
    const taken = unit ?? customary ?? known.unit;
    own = toOwnUnit(known, value, taken);
    if (unit === undefined && known.unit !== '1') {
      flags |= FLAGS.unit_assumed;
      tray.assume({ code: 'unit', path, taken });
    }
  }
  if (own === undefined) tray.refuse('bad_unit', path, `${value} ${unit ?? customary}`);
  else if (!Number.isFinite(own)) tray.refuse('not_finite', path, String(value));
  else tray.found.push({ phenomenon, channel, time: when.time, value: own, flags, path });
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const NO_NUMBER = /^\s*(?:[+-]?nan|unknown|unavailable|none|null)?\s*$/i;
const INFINITE = /^\s*[+-]?inf(?:inity)?\s*$/i;

/**
 * The number that a text is. NaN, empty and the words for no value are missing ones; undefined, and counted, for them and
 * for anything else.
 */
export function numberInText(tray: Tray, text: string, path: string): number | undefined {
  if (text.length <= 64 && NUMBER.test(text)) return tray.number(Number(text), path);
  if (text.length <= 64 && NO_NUMBER.test(text)) tray.missing++;
  else tray.refuse(text.length <= 64 && INFINITE.test(text) ? 'not_finite' : 'wrong_type', path, text);
  return undefined;
}
