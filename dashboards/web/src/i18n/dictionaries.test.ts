import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../../../domain/flags.ts';
import { REFUSALS } from '../../../../domain/refusal-catalogue.ts';
import { EN } from './en.ts';
import { LANGUAGES } from './language.ts';
import { CA_REFUSALS } from './refusals-ca.ts';
import { EN_REMEDIES } from './refusals-en.ts';
import { ES_REFUSALS } from './refusals-es.ts';
import { DICTIONARIES } from './speech.ts';
import type { WordKey } from './words.ts';

const KEYS = Object.keys(EN) as WordKey[];
const placeholders = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();

describe.each(LANGUAGES)('The dictionary of %s', (lang) => {
  const words = DICTIONARIES[lang];

  it('says every sentence, and none besides', () => {
    expect(Object.keys(words).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) expect(words[key].trim(), key).not.toBe('');
  });

  it('fills in what English fills in', () => {
    for (const key of KEYS) expect(placeholders(words[key]), key).toEqual(placeholders(EN[key]));
  });

  it('has both forms of every counted sentence', () => {
    const ones = KEYS.filter((key) => key.endsWith('_one'));
    expect(ones.length).toBeGreaterThan(5);
    for (const one of ones) expect(words).toHaveProperty(one.replace(/_one$/, '_other'));
  });

  it('has a word for every flag', () => {
    for (const flag of Object.keys(FLAGS)) expect(words).toHaveProperty(`flag_${flag}`);
  });
});

describe('Refusals', () => {
  it('are translated whole', () => {
    const codes = Object.keys(REFUSALS).sort();
    expect(Object.keys(CA_REFUSALS).sort()).toEqual(codes);
    expect(Object.keys(ES_REFUSALS).sort()).toEqual(codes);
  });

  it('have the English remedies that the server says, or a translation would hide a more exact one', () => {
    const said = Object.fromEntries(Object.entries(REFUSALS).map(([code, { right }]) => [code, right]));
    expect(EN_REMEDIES).toEqual(said);
  });
});
