import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { localeOf } from '../intl.ts';
import { CA } from './ca.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { LANGUAGES, type Language } from './language.ts';
import type { WordKey, Words } from './words.ts';

/** Every dictionary, by language. */
export const DICTIONARIES: Readonly<Record<Language, Words>> = { ca: CA, es: ES, en: EN };

export type Filling = Readonly<Record<string, string | number>>;

/** The language of the page, and what says a sentence in it. */
export interface Speech {
  readonly lang: Language;
  say(key: WordKey, filling?: Filling): string;
  /** The sentence `<stem>_one` for 1, else `<stem>_other`, with `{n}` filled in. */
  count(stem: CountStem, n: number, filling?: Filling): string;
}

/** Keys that come in two forms, without the ending. */
export type CountStem = WordKey extends infer K ? (K extends `${infer S}_one` ? S : never) : never;

function filled(sentence: string, filling: Filling): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(filling[name] ?? whole));
}

/** Speaks a language. */
export function speechOf(lang: Language): Speech {
  const words = DICTIONARIES[lang];
  const numbers = new Intl.NumberFormat(localeOf(lang));
  return {
    lang,
    say: (key, filling = {}) => filled(words[key], filling),
    count: (stem, n, filling = {}) =>
      filled(words[`${stem}_${n === 1 ? 'one' : 'other'}`], { n: numbers.format(n), ...filling }),
  };
}

/** The speech that components below use. */
export const SpeechContext = createContext<Speech>(speechOf(LANGUAGES[0]));

/** The page's speech. */
export function useSpeech(): Speech {
  return useContext(SpeechContext);
}
