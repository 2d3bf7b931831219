import { expect, test } from 'vitest';
import { DIALECT_GROUPS, DIALECTS, dialectWords } from '../../dashboards/web/src/dialects.ts';
import { LANGUAGES } from '../../domain/phenomena/phenomenon.ts';
import { PROTOCOLS } from '../../protocols/catalogue.ts';

test('the pages say of every dialect of the catalogue who sends it, in every language, and of no other', () => {
  const ids = PROTOCOLS.map(({ id }) => id).sort();
  expect(Object.keys(DIALECTS).sort()).toEqual(ids);
  for (const id of ids) {
    const { group, words } = dialectWords(id);
    expect(DIALECT_GROUPS).toContain(group);
    for (const lang of LANGUAGES) expect([id, words[lang].trim()]).not.toEqual([id, '']);
  }
});

test('a dialect that the pages do not know yet goes by its own id', () => {
  expect(dialectWords('constructor')).toEqual({
    group: 'other',
    words: { ca: 'constructor', es: 'constructor', en: 'constructor' },
  });
});
