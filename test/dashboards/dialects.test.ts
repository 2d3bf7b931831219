import { expect, test } from 'vitest';
import { DIALECT_GROUPS, DIALECTS, dialectWords } from '../../dashboards/web/src/dialects.ts';
import { LANGUAGES } from '../../domain/phenomena/phenomenon.ts';
import { PROTOCOLS } from '../../protocols/catalogue.ts';

test('the pages say in every language who sends a dialect, and of none that the catalogue does not have', () => {
  const ids = PROTOCOLS.map(({ id }) => id);
  const said = Object.keys(DIALECTS);
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter((id) => !ids.includes(id))).toEqual([]);
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
