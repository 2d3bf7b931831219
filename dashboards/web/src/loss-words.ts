import type { RefusalCode } from '../../../domain/refusal.ts';
import { REFUSALS } from '../../../domain/refusal-catalogue.ts';
import type { Language } from './i18n/language.ts';
import { CA_REFUSALS } from './i18n/refusals-ca.ts';
import { ES_REFUSALS } from './i18n/refusals-es.ts';
import type { Speech } from './i18n/speech.ts';
import { localeOf } from './intl.ts';
import type { EnteredView, LossesView, LossSums } from './maker-types.ts';

const RULES = { ca: CA_REFUSALS, es: ES_REFUSALS, en: REFUSALS };

/** A rule in the reader's language; the code itself where the pages do not know it. */
export function ruleWords(code: string, lang: Language): string {
  return Object.hasOwn(RULES.en, code) ? RULES[lang][code as RefusalCode].rule : code;
}

/** Parts of a sentence as a list; undefined for none. */
export function listed(parts: readonly string[], lang: Language): string | undefined {
  if (parts.length === 0) return undefined;
  return new Intl.ListFormat(localeOf(lang), { type: 'unit' }).format(parts);
}

const PARTS = ['accepted', 'rejected', 'duplicates', 'quarantined', 'missing'] as const;

function partsOf(sums: Partial<Record<(typeof PARTS)[number], number>>, { count }: Speech): string[] {
  return PARTS.flatMap((part) => {
    const n = sums[part] ?? 0;
    return n > 0 ? [count(`receipt_${part}`, n)] : [];
  });
}

/** What became of readings that were taken in together: "120 values kept, 3 refused". */
export function enteredWords(entered: EnteredView, speech: Speech): string {
  const refused = Object.values(entered.refusals).reduce((sum, n) => sum + n, 0);
  // A dry run tells of refusals by rule only.
  const rejected = entered.rejected ?? refused;
  return listed(partsOf({ ...entered, rejected }, speech), speech.lang) ?? speech.say('entered_nothing');
}

/** What became of a day's messages: "1,430 messages, 11,440 values kept, 3 refused". */
export function lossWords(sums: LossSums, speech: Speech): string {
  const { messages } = sums;
  return listed([speech.count('losses_messages', messages), ...partsOf(sums, speech)], speech.lang) ?? '';
}

const MINUTE = 60_000;

/** A span to about two figures: "90 seconds", "45 minutes", "30 hours". */
export function intervalWords(ms: number, lang: Language): string {
  const [size, unit] =
    ms < 2 * MINUTE
      ? ([1000, 'second'] as const)
      : ms < 120 * MINUTE
        ? ([MINUTE, 'minute'] as const)
        : ms < 2880 * MINUTE
          ? ([60 * MINUTE, 'hour'] as const)
          : ([1440 * MINUTE, 'day'] as const);
  const format = new Intl.NumberFormat(localeOf(lang), { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.max(1, Math.round(ms / size)));
}

/** How long a silence was, or has been at `now`, ms. */
export function lengthOf({ from, to }: LossesView['gaps'][number], now: number): number {
  return Math.max(0, (to === null ? now : Date.parse(to)) - Date.parse(from));
}
