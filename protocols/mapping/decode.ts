import type { Envelope } from '../../domain/envelope.ts';
import type { Mapping } from '../../domain/mapping.ts';
import { jsonOf, textOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, UNTIMED, unreadable, type When } from '../tray.ts';
import { numberOf } from './numbers.ts';
import { compilePath, valuesAt } from './paths.ts';
import { putMapped } from './put.ts';
import { recordsOf } from './records.ts';
import { timeOf } from './times.ts';

/** The one value at a path; undefined where there is none, refused where there are several. */
function oneAt(tray: Tray, document: unknown, at: string): unknown {
  const path = compilePath(at);
  if (typeof path === 'string') {
    tray.refuse('bad_syntax', at, path);
    return undefined;
  }
  const values = valuesAt(path, document);
  if (values !== undefined && values.length <= 1) return values[0];
  tray.refuse('wrong_shape', at, values === undefined ? 'nested too deeply' : `${values.length} values`);
  return undefined;
}

function decodeJson(payload: Buffer, mapping: Mapping, tray: Tray): Decoded {
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const { time, values, decimal } = mapping;
  const when =
    time === undefined
      ? UNTIMED
      : timeOf(tray, oneAt(tray, json.value, time.at), { path: time.at, form: time.form });
  if (when === undefined) return tray.result();
  for (const meaning of values) {
    const value = oneAt(tray, json.value, meaning.at);
    if (value === undefined) continue;
    const number = numberOf(tray, value, { path: meaning.at, decimal });
    if (number !== undefined) putMapped(tray, meaning, { value: number, when, path: meaning.at });
  }
  return tray.result();
}

function decodeCsv(text: string, mapping: Mapping, tray: Tray): Decoded {
  const records = recordsOf(text, mapping);
  if (typeof records === 'string') return unreadable({ code: 'bad_syntax', path: '', found: records });
  for (const { line, cell } of records) {
    const { time, values, decimal } = mapping;
    const path = (at: string) => `line ${line}, ${at}`;
    const when: When | undefined =
      time === undefined ? UNTIMED : timeOf(tray, cell(time.at), { path: path(time.at), form: time.form });
    if (when === undefined) continue;
    for (const meaning of values) {
      const value = cell(meaning.at);
      const number =
        value === undefined ? undefined : numberOf(tray, value, { path: path(meaning.at), decimal });
      if (number !== undefined) putMapped(tray, meaning, { value: number, when, path: path(meaning.at) });
    }
    if (tray.overfull) break;
  }
  return tray.result();
}

/** Numbers in running text, by the order in which they stand. */
function decodeText(text: string, mapping: Mapping, tray: Tray): Decoded {
  const mark =
    mapping.decimal === ',' ? /[+-]?\d+(?:,\d+)?(?:e[+-]?\d+)?/gi : /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;
  const numbers = (text.length <= 4096 ? text : text.slice(0, 4096)).match(mark) ?? [];
  for (const meaning of mapping.values) {
    const found = numbers[Number(meaning.at) - 1];
    if (found === undefined) continue;
    const path = `number ${meaning.at}`;
    const number = numberOf(tray, found, { path, decimal: mapping.decimal });
    if (number !== undefined) putMapped(tray, meaning, { value: number, when: UNTIMED, path });
  }
  return tray.result();
}

/** Reads a message as its kit's mapping says. Values that a message does not have are left out: kits send parts. */
export function decodeMapped({ payload }: Envelope, context: DecodeContext): Decoded {
  const { mapping } = context;
  if (mapping === undefined)
    return unreadable({
      code: 'unknown_dialect',
      path: '',
      expected: 'A mapping: write one on the page of the kit.',
    });
  const tray = new Tray(context);
  if (mapping.format === 'json') return decodeJson(payload, mapping, tray);
  const text = textOf(payload);
  if (text === undefined) return unreadable({ code: 'not_utf8', path: '' });
  return mapping.format === 'csv' ? decodeCsv(text, mapping, tray) : decodeText(text, mapping, tray);
}
