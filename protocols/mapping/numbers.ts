import type { Mapping } from '../../domain/mapping.ts';
import { numberInText } from '../measured.ts';
import type { Tray } from '../tray.ts';

/** The number that a value of a message is, also one written as text with the mapping's decimal mark; undefined, and counted, for none. */
export function numberOf(tray: Tray, value: unknown, at: { path: string; decimal: Mapping['decimal'] }) {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return tray.number(value, at.path);
  const text = at.decimal === ',' ? value.replace(',', '.') : value;
  return numberInText(tray, text, at.path);
}
