import type { Language } from '../../../domain/phenomena/phenomenon.ts';

const LOCALES: Readonly<Record<Language, string>> = { ca: 'ca', es: 'es', en: 'en-GB' };

/** The locale that numbers, dates and lists of a language are written in: English as in Europe, day first and 24 hours. */
export function localeOf(lang: Language): string {
  return LOCALES[lang];
}

/**
 * A formatter of each language, made when it is first needed and kept: making one takes far longer than using it, and a
 * long table needs hundreds a second.
 */
export function perLanguage<T>(make: (locale: string) => T): (lang: Language) => T {
  const made = new Map<Language, T>();
  return (lang) => {
    const known = made.get(lang);
    if (known !== undefined) return known;
    const fresh = make(localeOf(lang));
    made.set(lang, fresh);
    return fresh;
  };
}

/** The same for formatters that depend on one thing more. */
export function perLanguageAnd<K, T>(make: (locale: string, key: K) => T): (lang: Language, key: K) => T {
  const made = new Map<K, (lang: Language) => T>();
  return (lang, key) => {
    let known = made.get(key);
    if (known === undefined) {
      known = perLanguage((locale) => make(locale, key));
      made.set(key, known);
    }
    return known(lang);
  };
}
