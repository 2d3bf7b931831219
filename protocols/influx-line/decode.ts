import { gunzipSync } from 'node:zlib';
import type { Envelope } from '../../domain/envelope.ts';
import { foundText } from '../../domain/refusal.ts';
import { textOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { numberInText } from '../measured.ts';
import { putNamed } from '../named.ts';
import { Tray, UNTIMED, unreadable, type When } from '../tray.ts';
import { type Field, type Line, linesOf } from './line.ts';
import { namedIn, unitOf } from './naming.ts';
import { timeOf } from './times.ts';

/** Bytes of a body after it was unpacked. */
const LONGEST_TEXT = 4 * 1024 * 1024;

const BOOLEAN = /^(?:t|true|f|false)$/i;
const INTEGER = /^([+-]?\d{1,20})[iu]$/;

/** The body, unpacked where it came gzipped; undefined where it cannot be. */
function unpacked({ payload, headers }: Envelope): Buffer | undefined {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return payload;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return undefined;
  try {
    return gunzipSync(payload, { maxOutputLength: LONGEST_TEXT });
  } catch {
    return undefined;
  }
}

function whenOf(
  tray: Tray,
  digits: string,
  at: { precision: string | undefined; path: string },
): When | undefined {
  if (digits === '') return UNTIMED;
  const time = timeOf(digits, at.precision);
  if (time !== undefined) return { time, flags: 0 };
  tray.refuse('bad_time', `${at.path}time`, digits);
  return undefined;
}

function takeField(tray: Tray, field: Field, at: { line: Line; when: When; path: string }): void {
  const { key, text, quoted } = field;
  if (quoted || BOOLEAN.test(text)) {
    tray.ignored++;
    return;
  }
  const { line, when, path } = at;
  const value = numberInText(tray, INTEGER.exec(text)?.[1] ?? text, path + key);
  if (value === undefined) return;
  const { name, sensor } = namedIn(line, key);
  putNamed({ tray, when, sensor, path }, { name, value, unit: unitOf(line) });
}

/** Reads line protocol. Numbers are readings; strings and booleans are none. */
export function decodeInfluxLine(envelope: Envelope, context: DecodeContext): Decoded {
  const bytes = unpacked(envelope);
  if (bytes === undefined)
    return unreadable({
      code: 'bad_syntax',
      path: '',
      found: foundText(envelope.headers['content-encoding'] ?? ''),
    });
  const text = textOf(bytes);
  if (text === undefined) return unreadable({ code: 'not_utf8', path: '' });
  const precision = new URLSearchParams(envelope.topic.split('?')[1] ?? '').get('precision') ?? undefined;
  const tray = new Tray(context);
  for (const numbered of linesOf(text)) {
    if (tray.overfull) break;
    const path = `line ${numbered.number}`;
    if ('text' in numbered) tray.refuse('bad_syntax', path, numbered.text);
    else {
      const { line } = numbered;
      const place = `${path}: `;
      const when = whenOf(tray, line.time, { precision, path: place });
      if (when !== undefined)
        for (const field of line.fields) takeField(tray, field, { line, when, path: place });
    }
  }
  return tray.result();
}
