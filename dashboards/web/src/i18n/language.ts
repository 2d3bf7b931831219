import type { Language } from '../../../../domain/phenomena/phenomenon.ts';

export type { Language };

/** Languages of the pages, in the order the switch offers them, with their own names. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ca: 'Català',
  es: 'Castellano',
  en: 'English',
};

export const LANGUAGES = ['ca', 'es', 'en'] as const satisfies readonly Language[];

function known(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split('-')[0];
  return LANGUAGES.find((lang) => lang === primary);
}

export interface LanguageHints {
  /** `?lang=` of the address. */
  readonly address: string | null;
  /** What the reader chose before. */
  readonly stored: string | null;
  /** What the browser prefers, best first. */
  readonly browser: readonly string[];
}

/** The language to speak: the address decides, then the reader's choice, then the browser; Catalan otherwise. */
export function chooseLanguage({ address, stored, browser }: LanguageHints): Language {
  const preferred = browser.map(known).find((lang) => lang !== undefined);
  return known(address) ?? known(stored) ?? preferred ?? LANGUAGES[0];
}
