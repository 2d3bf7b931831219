import { isAscii } from 'node:buffer';
import type { Envelope } from '../../domain/envelope.ts';
import { foundText } from '../../domain/refusal.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable, type When } from '../tray.ts';
import { sensorById } from './lookup.ts';
import { take } from './take.ts';

const TIME = 't';
const KEY = /^(?:t|\d{1,7})$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const NO_NUMBER = /^[+-]?(?:nan|inf|infinity)$/i;

type Pair = readonly [key: string, text: string];

/** One part between commas; undefined where it is no pair. */
function pairOf(part: string): Pair | undefined {
  const colon = part.indexOf(':');
  const [key, text] = [part.slice(0, Math.max(colon, 0)).trim(), part.slice(colon + 1).trim()];
  return KEY.test(key) && text !== '' ? [key, text] : undefined;
}

/** The pairs between the braces; a trailing comma is allowed. Undefined where the text breaks the grammar. */
function pairsOf(text: string): readonly Pair[] | undefined {
  const trimmed = text.trim();
  if (trimmed.length < 2 || !trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  const parts = trimmed.slice(1, -1).split(',');
  if (parts.at(-1)?.trim() === '') parts.pop();
  const pairs = parts.map(pairOf);
  return pairs.every((pair) => pair !== undefined) ? pairs : undefined;
}

function takePair(tray: Tray, [key, text]: Pair, when: When): void {
  const sensor = sensorById(Number(key));
  if (sensor === undefined) tray.refuse('bad_name', key, key);
  else if (sensor.personal) tray.ignored++;
  else if (text === 'null') tray.missing++;
  else if (NUMBER.test(text)) take(tray, sensor, { value: Number(text), path: key, when });
  else tray.refuse(NO_NUMBER.test(text) ? 'not_finite' : 'wrong_type', key, text);
}

/**
 * Reads what firmware 2.x sends, which only looks like JSON: `{t:2017-03-24T13:35:14Z,29:48.45,13:66}`. Blanks may stand
 * anywhere, `t` at any place, and what is not ASCII is no part of the text (the platform's parser strips it).
 */
export function decodeRaw({ payload }: Envelope, context: DecodeContext): Decoded {
  const ascii = isAscii(payload) ? payload : payload.filter((byte) => byte < 0x80);
  const text = Buffer.from(ascii).toString('latin1');
  const pairs = pairsOf(text);
  if (pairs === undefined) return unreadable({ code: 'bad_syntax', path: '', found: foundText(text) });
  const tray = new Tray(context);
  const stamp = pairs.findLast(([key]) => key === TIME)?.[1];
  const when = tray.when(stamp === 'null' ? null : stamp, TIME);
  if (when !== undefined)
    for (const pair of pairs) {
      if (tray.overfull) break;
      if (pair[0] !== TIME) takePair(tray, pair, when);
    }
  return tray.result();
}
