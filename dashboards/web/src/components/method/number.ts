import { withUnit } from '../../format.ts';
import type { Language } from '../../i18n/language.ts';
import { perLanguage } from '../../intl.ts';

const PLAIN = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }));

/** A figure as it is, with the language's decimal sign and a true minus. */
export function plainNumber(value: number, lang: Language): string {
  return PLAIN(lang).format(value).replace('-', '−');
}

/** A share of 1 as a percentage. */
export function shareText(share: number, lang: Language): string {
  return withUnit(plainNumber(Math.round(share * 1e6) / 1e4, lang), '%');
}

/** A range with its unit: `0 to 5`, `up to 5`, `from 5`, or one number where the bounds are equal. */
export function boundsText(
  [low, high]: readonly [number | null, number | null],
  unit: string,
  lang: Language,
): string {
  if (low === null && high === null) return '–';
  if (low === null) return `≤\u00a0${withUnit(plainNumber(high ?? 0, lang), unit)}`;
  if (high === null) return `≥\u00a0${withUnit(plainNumber(low, lang), unit)}`;
  if (low === high) return withUnit(plainNumber(low, lang), unit);
  // Word joiners keep a range on one line.
  const dash = low < 0 ? '\u00a0–\u00a0' : '\u2060–\u2060';
  return `${plainNumber(low, lang)}${dash}${withUnit(plainNumber(high, lang), unit)}`;
}
