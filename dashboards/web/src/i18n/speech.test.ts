import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './language.ts';
import { speechOf } from './speech.ts';

describe('The language', () => {
  it('is that of the address, then the one chosen before, then the browser’s, then Catalan', () => {
    expect(chooseLanguage({ address: 'es', stored: 'en', browser: ['ca'] })).toBe('es');
    expect(chooseLanguage({ address: 'xx', stored: 'en', browser: ['ca'] })).toBe('en');
    expect(chooseLanguage({ address: null, stored: null, browser: ['fr-FR', 'es-MX', 'en'] })).toBe('es');
    expect(chooseLanguage({ address: null, stored: 'de', browser: ['fr'] })).toBe('ca');
  });
});

describe('A sentence', () => {
  it('is filled in, once, with what is given', () => {
    const { say } = speechOf('en');
    expect(say('no_data_for', { span: '2 hours' })).toBe('No data for 2 hours');
    expect(say('claimed_title', { name: '{name} $& kit' })).toBe('{name} $& kit is registered');
  });

  it('keeps a gap that nothing fills visible', () => {
    expect(speechOf('en').say('no_data_for')).toBe('No data for {span}');
  });

  it('is counted in the singular for one only, with the language’s grouping', () => {
    const { count } = speechOf('ca');
    expect(count('project_kits', 1)).toBe('1 kit');
    expect(count('project_kits', 0)).toBe('0 kits');
    expect(speechOf('en').count('project_kits', 12_345)).toBe('12,345 kits');
  });
});
