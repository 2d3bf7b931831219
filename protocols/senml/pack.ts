import { decode, Tag } from 'cbor2';
import { shiftDecimal } from '../../domain/phenomena/units.ts';
import { foundText, type Refusal } from '../../domain/refusal.ts';
import { isObject, jsonOf } from '../body.ts';

/** A record with the labels of RFC 8428 as its JSON form spells them. */
export type Labelled = Readonly<Record<string, unknown>>;

/** The records of a pack, or why it is none. */
export type Pack = { readonly records: readonly unknown[] } | { readonly refusal: Refusal };

/** Integer labels of the CBOR form (RFC 8428, table 4). */
const LABELS: ReadonlyMap<unknown, string> = new Map([
  ...([
    [-6, 'bs'],
    [-5, 'bv'],
    [-4, 'bu'],
    [-3, 'bt'],
    [-2, 'bn'],
    [-1, 'bver'],
  ] as const),
  ...([
    [0, 'n'],
    [1, 'u'],
    [2, 'v'],
    [3, 'vs'],
    [4, 'vb'],
    [5, 's'],
    [6, 't'],
    [7, 'ut'],
    [8, 'vd'],
  ] as const),
]);

/** Deeper nesting than a pack has: the list, its records, and a tagged pair. */
const DEPTH = 8;

/** Tag of a decimal fraction, [exponent, mantissa] (RFC 8949, 3.4.4). */
const DECIMAL_FRACTION = 4;

function numberOf(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (!(value instanceof Tag) || value.tag !== DECIMAL_FRACTION || !Array.isArray(value.contents))
    return value;
  const [exponent, mantissa] = value.contents.map(Number);
  return Number.isInteger(exponent) && mantissa !== undefined ? shiftDecimal(mantissa, exponent ?? 0) : value;
}

function labelled(record: unknown): unknown {
  const entries = record instanceof Map ? [...record] : isObject(record) ? Object.entries(record) : undefined;
  if (entries === undefined) return record;
  return Object.fromEntries(entries.map(([key, value]) => [LABELS.get(key) ?? String(key), numberOf(value)]));
}

function cborOf(payload: Buffer): Pack {
  try {
    const list = decode(payload, { maxDepth: DEPTH });
    if (Array.isArray(list)) return { records: list.map(labelled) };
  } catch {
    // What the library throws tells of its insides, not of the message.
  }
  return { refusal: { code: 'bad_syntax', path: '', found: payload.toString('hex', 0, 20) } };
}

/** Whether the bytes begin like a CBOR array; no JSON text begins so. */
export function looksLikeCbor(payload: Buffer): boolean {
  const first = payload[0];
  return first !== undefined && first >= 0x80 && first <= 0x9f;
}

/** Reads a payload as a SenML pack, JSON or CBOR as its first byte says. */
export function packOf(payload: Buffer): Pack {
  if (looksLikeCbor(payload)) return cborOf(payload);
  const json = jsonOf(payload);
  if ('refusal' in json) return json;
  if (Array.isArray(json.value)) return { records: json.value };
  return { refusal: { code: 'wrong_shape', path: '', found: foundText(json.value) } };
}
