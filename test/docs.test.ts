import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { held, renewed } from './docs/section.ts';
import { SECTIONS } from './docs/sections.ts';
import { table } from './docs/table.ts';

const UPDATE = process.env['UPDATE_DOCS'] === '1';
const BEGIN = /<!-- begin:([a-z0-9-]+) -->/g;

describe('generated parts of the documents', () => {
  it.each(SECTIONS.map((section) => [section.file, section.marker, section] as const))(
    '%s says of %s what the program does (UPDATE_DOCS=1 rewrites it)',
    (file, _, section) => {
      if (UPDATE) writeFileSync(file, renewed(section, readFileSync(file, 'utf8')));
      expect(held(section, readFileSync(file, 'utf8'))).toBe(section.render().trim());
    },
  );

  it('every marker in docs/ is one that is generated, once', () => {
    const found = readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(BEGIN)].map((m) => `${file} ${m[1]}`));
    const known = SECTIONS.filter(({ file }) => file.startsWith('docs/'));
    expect(found.sort()).toEqual(known.map(({ file, marker }) => `${file} ${marker}`).sort());
  });
});

describe('the mechanism', () => {
  const section = { file: 'x.md', marker: 'list', render: () => 'new $& text' };

  it('replaces what stands between the markers and nothing else', () => {
    const text = 'a\n<!-- begin:list -->\nold\n<!-- end:list -->\nb <!-- end:other -->\n';
    const after = renewed(section, text);
    expect(after).toBe('a\n<!-- begin:list -->\n\nnew $& text\n\n<!-- end:list -->\nb <!-- end:other -->\n');
    expect(held(section, after)).toBe('new $& text');
    expect(renewed(section, after)).toBe(after);
  });

  it('says which markers are missing', () => {
    expect(held(section, 'nothing')).toBeUndefined();
    expect(() => renewed(section, 'nothing')).toThrow(/x\.md lacks the markers of “list”/);
  });

  it('keeps a bar or a line break in a cell from breaking the table', () => {
    expect(table(['A'], [['x|y\nz']])).toBe('| A |\n| --- |\n| x\\|y z |');
  });
});
