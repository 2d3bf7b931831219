import { isUtf8 } from 'node:buffer';
import { foundText, type Refusal } from '../domain/refusal.ts';

/** Readings one message may hold, of every dialect. */
export const MAX_READINGS = 2500;

/** The text of a payload without its byte order mark; undefined where it is not UTF-8. */
export function textOf(payload: Buffer): string | undefined {
  if (!isUtf8(payload)) return undefined;
  const marked = payload.length > 2 && payload[0] === 0xef && payload[1] === 0xbb && payload[2] === 0xbf;
  return payload.toString('utf8', marked ? 3 : 0);
}

/** A payload read as JSON: its value, or why it is none. */
export type Json = { readonly value: unknown } | { readonly refusal: Refusal };

/** Reads a payload as JSON (RFC 8259), a byte order mark allowed. Of two equal keys the last counts. */
export function jsonOf(payload: Buffer): Json {
  const text = textOf(payload);
  if (text === undefined) return { refusal: { code: 'not_utf8', path: '' } };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { refusal: { code: 'not_json', path: '', found: foundText(text) } };
  }
}

/** Whether a JSON value is an object, and neither null nor a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of the device about itself, cut to 64 characters; undefined for anything but text. */
export function factOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 64) : undefined;
}
