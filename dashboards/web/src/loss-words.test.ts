import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../../domain/refusal-catalogue.ts';
import { LANGUAGES } from './i18n/language.ts';
import { speechOf } from './i18n/speech.ts';
import { enteredWords, intervalWords, lengthOf, lossWords, ruleWords } from './loss-words.ts';

const NONE = { accepted: 0, duplicates: 0, missing: 0, refusals: {} };
const SECOND = 1000;

describe('What was lost, in words,', () => {
  it('leaves out what did not happen', () => {
    const sums = {
      messages: 1430,
      accepted: 0,
      rejected: 3,
      duplicates: 0,
      quarantined: 0,
      missing: 1,
      rules: {},
    };
    expect(lossWords(sums, speechOf('en'))).toBe('1,430 messages, 3 refused, 1 without a value');
    expect(lossWords({ ...sums, messages: 1 }, speechOf('es'))).toBe('1 mensaje, 3 rechazados y 1 sin valor');
  });

  it('takes refusals by rule where readings are not counted as rejected', () => {
    const dry = { ...NONE, accepted: 2, refusals: { conflict: 1, time_ahead: 2 } };
    expect(enteredWords(dry, speechOf('en'))).toBe('2 values kept, 3 refused');
    expect(enteredWords({ ...dry, rejected: 1, quarantined: 2 }, speechOf('en'))).toContain('1 refused');
    expect(enteredWords(NONE, speechOf('ca'))).toBe('res de nou');
  });

  it('has every rule in every language, and shows a rule that it does not know by its code', () => {
    for (const lang of LANGUAGES)
      for (const code of Object.keys(REFUSALS)) expect([lang, ruleWords(code, lang)]).not.toContain(code);
    expect(ruleWords('toString', 'ca')).toBe('toString');
  });

  it.each([
    [60 * SECOND, '60 seconds'],
    [90.4 * SECOND, '90 seconds'],
    [150 * SECOND, '3 minutes'],
    [3 * 3600 * SECOND, '3 hours'],
    [80 * 3600 * SECOND, '3 days'],
    [12, '1 second'],
  ])('says %d ms as %s', (ms, words) => {
    expect(intervalWords(ms, 'en')).toBe(words);
  });

  it('counts a silence that lasts until now', () => {
    const from = '2026-03-01T12:00:00Z';
    const now = Date.parse('2026-03-01T13:00:00Z');
    expect(lengthOf({ from, to: null, lost: null }, now)).toBe(3600 * SECOND);
    expect(lengthOf({ from, to: '2026-03-01T12:10:00Z', lost: 9 }, now)).toBe(600 * SECOND);
  });
});
