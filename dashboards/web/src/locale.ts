import type { Language } from '../../../domain/phenomena/phenomenon.ts';

const LOCALES: Readonly<Record<Language, string>> = { ca: 'ca', es: 'es', en: 'en-GB' };

/** The locale that numbers, dates and lists of a language are written in: English as in Europe, day first and 24 hours. */
export function localeOf(lang: Language): string {
  return LOCALES[lang];
}
