import type { Envelope } from '../../domain/envelope.ts';
import { foundText } from '../../domain/refusal.ts';
import { textOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, UNTIMED, unreadable, type When } from '../tray.ts';
import { takeNamed } from './take.ts';

const PATH = /^\/(?:write|api\/v2\/write)(?:\?|$)/;

/** How far into a payload the tag of its first line is looked for. */
const HEAD_BYTES = 256;

/** `feinstaub,node=esp8266-1184838 SDS_P1=1.87,…`: one measurement, whose only tag is the board. */
const HEAD = /^[^\s,]{1,100},node=(?:esp8266|esp32)-([A-Za-z0-9_-]{1,64}) /;

/** All sensors share the line, with the prefixes of the custom API. */
const BODY = { pin: undefined, ppd42ns: false };

/** The chip id of the board whose firmware wrote this line protocol; undefined for a payload that airRohr did not write. */
export function boardOfLine({ transport, topic, payload }: Envelope): string | undefined {
  if (transport !== 'http' || !PATH.test(topic)) return undefined;
  return HEAD.exec(payload.toString('latin1', 0, HEAD_BYTES))?.[1];
}

/** Milliseconds in one unit of a time with so many digits: line protocol's seconds, ms, µs and ns of these decades. */
const DIGITS: ReadonlyMap<number, number> = new Map([
  [10, 1000],
  [13, 1],
  [16, 1e-3],
  [19, 1e-6],
]);

const STAMPED = /^(.*\S) +(\d{1,19})$/;

/** Fields of a line and the time behind them: the firmware sends none, what passes its lines on may add one. */
function stampedOf(tray: Tray, rest: string): { readonly fields: string; readonly when: When | undefined } {
  const [, fields, digits] = STAMPED.exec(rest) ?? [];
  if (fields === undefined || digits === undefined) return { fields: rest, when: UNTIMED };
  const unit = DIGITS.get(digits.length);
  if (unit !== undefined) return { fields, when: { time: Math.round(Number(digits) * unit), flags: 0 } };
  tray.refuse('bad_time', 'time', digits);
  return { fields, when: undefined };
}

/** The fields behind the first blank of a line: `name=number`, or `name="text"`. */
function takeFields(tray: Tray, fields: string, when: When): void {
  for (const field of fields.split(',')) {
    if (tray.overfull) return;
    const at = field.indexOf('=');
    const [name, text] = [field.slice(0, Math.max(at, 0)).trim(), field.slice(at + 1).trim()];
    if (name === '') tray.refuse('bad_syntax', 'fields', field);
    else
      takeNamed(
        tray,
        { name, value: text.replace(/^"(.*)"$/, '$1'), place: 'fields' },
        {
          body: BODY,
          when,
        },
      );
  }
}

/** Reads what airRohr firmware sends to an InfluxDB: one line, usually without a time. */
export function decodeLine({ payload }: Envelope, context: DecodeContext): Decoded {
  const text = textOf(payload);
  if (text === undefined) return unreadable({ code: 'not_utf8', path: '' });
  const line = text.trimEnd();
  const start = line.indexOf(' ');
  if (start < 0 || line.includes('\n'))
    return unreadable({ code: 'bad_syntax', path: '', found: foundText(line) });
  const tray = new Tray(context);
  const { fields, when } = stampedOf(tray, line.slice(start + 1));
  if (when !== undefined) takeFields(tray, fields, when);
  return tray.result();
}
