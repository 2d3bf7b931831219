import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const PAGE = readFileSync('docs/SECURITY.md', 'utf8');

/** Tests that the page points to: a file, and the titles that follow it up to the next file. */
function pointers(): { file: string; title: string }[] {
  return PAGE.split('\n').flatMap((line) =>
    [...line.matchAll(/`([\w./-]+\.test\.ts)`((?:,? “[^”]+”)+)/g)].flatMap(([, file = '', titles = '']) =>
      [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
    ),
  );
}

it('the security page points to tests that are there', () => {
  const missing = pointers().filter(
    ({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(`'${title}'`),
  );
  expect(missing).toEqual([]);
});

it('every promise on the security page names a test', () => {
  const [, promises = ''] = PAGE.split('## What is promised');
  const [table = ''] = promises.split('\n## ');
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !/^\| (Promise|---)/.test(line));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => !/\.test\.ts` “/.test(row))).toEqual([]);
});
