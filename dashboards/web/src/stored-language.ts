const KEY = 'superilla:lang';

/** The language the reader chose before; null when there is none or the browser keeps nothing. */
export function storedLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Remembers the reader's language where the browser allows it. */
export function storeLanguage(lang: string): void {
  try {
    localStorage.setItem(KEY, lang);
  } catch {
    // A browser that keeps nothing asks again next time: the address and its own preference still decide.
  }
}
