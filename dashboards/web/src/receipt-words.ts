import type { Receipt } from '../../../domain/receipt.ts';
import type { RefusalCode } from '../../../domain/refusal.ts';
import type { Language } from './i18n/language.ts';
import { CA_REFUSALS } from './i18n/refusals-ca.ts';
import { EN_REMEDIES, type RefusalWords } from './i18n/refusals-en.ts';
import { ES_REFUSALS } from './i18n/refusals-es.ts';
import type { Speech } from './i18n/speech.ts';
import { localeOf } from './intl.ts';

const PARTS = ['accepted', 'rejected', 'duplicates', 'quarantined', 'missing'] as const;

/** What became of a message, in words: "3 values kept, 1 refused". */
export function receiptWords(receipt: Receipt, { say, count, lang }: Speech): string {
  const parts = PARTS.filter((part) => receipt[part] > 0).map((part) =>
    count(`receipt_${part}`, receipt[part]),
  );
  if (parts.length === 0) return say('receipt_nothing');
  return new Intl.ListFormat(localeOf(lang), { type: 'unit' }).format(parts);
}

const TRANSLATED: Readonly<Record<Exclude<Language, 'en'>, RefusalWords>> = {
  ca: CA_REFUSALS,
  es: ES_REFUSALS,
};

type Reason = Receipt['reasons'][number];

/** A rule and its remedy, each with the language it is said in. */
export interface ReasonWords {
  readonly rule: { readonly text: string; readonly lang: Language };
  readonly right: { readonly text: string; readonly lang: Language };
}

/**
 * Why something was refused, in the reader's language. The server speaks English: what it adds to the usual remedy for
 * this one message, and codes that the pages do not know, are given as it said them.
 */
export function reasonWords(reason: Reason, lang: Language): ReasonWords {
  const code = reason.code as RefusalCode;
  const own = lang === 'en' ? undefined : TRANSLATED[lang][code];
  if (own === undefined)
    return { rule: { text: reason.rule, lang: 'en' }, right: { text: reason.right, lang: 'en' } };
  const usual = EN_REMEDIES[code];
  const right = reason.right.startsWith(usual)
    ? { text: own.right + reason.right.slice(usual.length), lang }
    : { text: reason.right, lang: 'en' as const };
  return { rule: { text: own.rule, lang }, right };
}

const ASSUMED = [
  ...(['time_of_arrival', 'utc', 'kit_zone', 'unit', 'kept_as', 'newest_retained'] as const),
  'messages_missing',
] as const;

/** Those of which a sentence can name what was taken: a zone, a unit, an id, a number. */
const NAMED = ['kit_zone', 'unit', 'kept_as', 'messages_missing'] as const;

/** What was taken for granted, by its code; the server's own English words for a code that the pages do not know. */
export function assumptionWords(
  { code, taken, words }: Receipt['assumptions'][number],
  { lang, say }: Speech,
): { text: string; lang: Language } {
  const known = ASSUMED.find((one) => one === code);
  if (known === undefined) return { text: words, lang: 'en' };
  const named = NAMED.find((one) => one === code);
  if (named === undefined || taken === undefined) return { text: say(`assumed_${known}`), lang };
  return { text: say(`assumed_${named}_taken`, { taken }), lang };
}
