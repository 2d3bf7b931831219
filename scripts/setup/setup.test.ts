import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
// @ts-expect-error: the scripts are plain JavaScript, which runs before anything is installed.
import { fingerprint } from './fingerprint.mjs';
// @ts-expect-error: as above.
import { matches } from './install.mjs';
// @ts-expect-error: as above.
import { nodeFault } from './node-version.mjs';

const folder = mkdtempSync(join(tmpdir(), 'setup-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('versions of Node outside the supported range are refused in words that name both', () => {
  expect(nodeFault('18.20.4')).toMatch(/needs Node\.js 20\.19 or newer.*18\.20\.4/s);
  expect(nodeFault('20.18.3')).toBeDefined();
  expect(nodeFault('25.0.0')).toBeDefined();
  for (const good of ['20.19.0', '22.1.0', '24.11.1']) expect(nodeFault(good)).toBeUndefined();
});

test('packages match the lock when all needed ones stand there in its versions and no others', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/other-platform': { version: '2.0.0', optional: true },
    },
  };
  expect(matches(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  expect(matches(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
  expect(matches(lock, { packages: {} })).toBe(false);
  const extra = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } };
  expect(matches(lock, { packages: extra })).toBe(false);
});

test('the fingerprint of sources changes with a change, a new file and a removed one, and only then', () => {
  const file = join(folder, 'a.ts');
  writeFileSync(file, 'one');
  const first = fingerprint([folder]);
  expect(fingerprint([folder])).toBe(first);
  utimesSync(file, 1_000_000, 1_000_000);
  const touched = fingerprint([folder]);
  expect(touched).not.toBe(first);
  writeFileSync(join(folder, 'b.ts'), '');
  expect(fingerprint([folder])).not.toBe(touched);
  rmSync(join(folder, 'b.ts'));
  expect(fingerprint([folder])).toBe(touched);
});
