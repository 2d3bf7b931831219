import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../../domain/refusal-catalogue.ts';
import { speechOf } from './i18n/speech.ts';
import { assumptionWords, reasonWords, receiptWords } from './receipt-words.ts';

const RECEIPT = {
  id: 7,
  kit: 'a',
  received: '2026-03-01T12:00:00.000Z',
  topic: 'kits/a/readings',
  decoder: 'native/1',
  accepted: 3,
  rejected: 1,
  duplicates: 0,
  quarantined: 0,
  missing: 2,
  reasons: [],
  assumptions: [],
};

describe('A receipt', () => {
  it('is counted in words, leaving zeros out', () => {
    expect(receiptWords(RECEIPT, speechOf('en'))).toBe('3 values kept, 1 refused, 2 without a value');
    expect(receiptWords(RECEIPT, speechOf('ca'))).toMatch(/^3 valors desats, 1 rebutjat/);
  });

  it('of an empty message says so', () => {
    const empty = { ...RECEIPT, accepted: 0, rejected: 0, missing: 0 };
    expect(receiptWords(empty, speechOf('en'))).toBe('nothing in it to keep');
  });
});

describe('A reason', () => {
  const { rule, right } = REFUSALS.wrong_type;
  const usual = { code: 'wrong_type', path: 'pm2_5', rule, right };

  it('is said in the reader’s language', () => {
    expect(reasonWords(usual, 'ca').rule).toEqual({ text: 'El valor no és un nombre.', lang: 'ca' });
    expect(reasonWords(usual, 'es').right.lang).toBe('es');
    expect(reasonWords(usual, 'en')).toEqual({
      rule: { text: rule, lang: 'en' },
      right: { text: right, lang: 'en' },
    });
  });

  it('keeps a remedy that is more exact than the usual one', () => {
    const exact = { ...usual, right: 'Send a number between 0 and 5.' };
    expect(reasonWords(exact, 'ca').right).toEqual({ text: exact.right, lang: 'en' });
  });

  it('keeps what the server adds to the usual remedy', () => {
    const more = { ...usual, right: `${right} (0 to 5)` };
    expect(reasonWords(more, 'ca').right).toEqual({
      text: 'Envia un nombre JSON, sense cometes. (0 to 5)',
      lang: 'ca',
    });
  });

  it('of an unknown code is given as the server said it', () => {
    const strange = { code: 'new_rule', path: '', rule: 'A new rule.', right: 'Obey it.' };
    expect(reasonWords(strange, 'es').rule).toEqual({ text: 'A new rule.', lang: 'en' });
  });
});

it('An assumption is translated by its code, and kept in English where the code is unknown', () => {
  const known = { code: 'utc', path: 'time', words: 'Read as UTC.' };
  expect(assumptionWords(known, speechOf('ca')).lang).toBe('ca');
  expect(assumptionWords(known, speechOf('en')).text).toBe('The time had no zone; it was read as UTC.');
  expect(assumptionWords({ ...known, code: 'new' }, speechOf('ca'))).toEqual({
    text: 'Read as UTC.',
    lang: 'en',
  });
});

it.each([
  ['unit', 'Cel', 'en', 'The unit was not given; Cel was taken.'],
  ['kept_as', 'x_soil', 'ca', 'El catàleg no coneix aquesta magnitud; es desa com a x_soil.'],
  ['kit_zone', 'Europe/Madrid', 'es', 'La hora no tenía zona; se ha leído en la del kit, Europe/Madrid.'],
] as const)('An assumption (%s) says what was taken', (code, taken, lang, text) => {
  const assumption = { code, path: 'a', taken, words: 'as the server says it' };
  expect(assumptionWords(assumption, speechOf(lang))).toEqual({ text, lang });
});
