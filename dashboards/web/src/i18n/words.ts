import type { EN } from './en.ts';

/** Every sentence the pages say, by key. English is the list that Catalan and Spanish must match. */
export type WordKey = keyof typeof EN;
export type Words = Readonly<Record<WordKey, string>>;
