import { expect, test } from 'vitest';
import { importsOf } from './import-scan.ts';

const specifiers = (source: string, file = 'a.ts') => importsOf(file, source).map((i) => i.specifier);

test.each([
  ["import { a } from './a.ts';"],
  ["import './a.ts';"],
  ["import type { A } from './a.ts';"],
  ["export { a } from './a.ts';"],
  ["export * as b from './a.ts';"],
  ["export type { A } from './a.ts';"],
  ["const a = await import('./a.ts');"],
  ["let a: import('./a.ts').A;"],
  ["import a = require('./a.ts');"],
  ["const a = require('./a.ts');"],
  ["new Worker(new URL('./a.ts', import.meta.url));"],
])('%s is an import', (source) => {
  expect(specifiers(source)).toEqual(['./a.ts']);
});

test('comments, strings, regular expressions and page text that look like imports are none', () => {
  const source = `
    // import './a.ts'
    const s = "import './b.ts'"; const t = \`import('./c.ts')\`; const r = /import '.\\/d.ts'/;
    const page = <p>You don't import('./e.ts'), or do you?</p>;
    const file = new URL('../docs/ERRORS.md', import.meta.url);`;
  expect(specifiers(source, 'a.tsx')).toEqual([]);
});

test('an import inside a template string or a function is found, with its line', () => {
  const source = 'async function f() {\n  return `${' + "await import('./a.ts')" + '}`;\n}';
  expect(importsOf('a.ts', source)).toEqual([{ specifier: './a.ts', line: 2 }]);
});

test('a computed import has no specifier', () => {
  expect(specifiers('await import(name);')).toEqual([undefined]);
});

test('a file that cannot be parsed is an error, not an empty list', () => {
  expect(() => importsOf('a.ts', 'const = ;')).toThrow(SyntaxError);
});
