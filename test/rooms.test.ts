import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from './import-scan.ts';
import { importFault } from './room-rules.ts';
import { OPEN_ROOMS, ROOMS } from './rooms.ts';

/** Folders that hold no room: tools, documents, and what building and running leave behind. */
const NOT_ROOMS = ['bin', 'scripts', 'docs', 'dist', 'node_modules', 'data', 'test-results'];
const LONGEST = 400;

const roots = readdirSync('.', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  .map((entry) => entry.name);

function sources(): string[] {
  return roots
    .filter((root) => root in ROOMS || OPEN_ROOMS.includes(root))
    .flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .map((path) => posix.join(root, path.replaceAll('\\', '/')))
        .filter((path) => /\.tsx?$/.test(path) && !path.includes('/node_modules/')),
    );
}

const files = sources().map((path) => ({ path, text: readFileSync(join(path), 'utf8') }));

test('every room imports only what its row allows', () => {
  const faults = files.flatMap(({ path, text }) =>
    importsOf(path, text).flatMap((one) => {
      const fault = importFault(path, one);
      return fault === undefined
        ? []
        : [`${path}:${one.line} imports ${one.specifier ?? '(computed)'}: ${fault}`];
    }),
  );
  expect(faults).toEqual([]);
});

test('every folder is a room or one of the few that hold none', () => {
  const known = [...Object.keys(ROOMS), ...OPEN_ROOMS, ...NOT_ROOMS];
  expect(roots.filter((root) => !known.includes(root))).toEqual([]);
});

test(`no source file is longer than ${LONGEST} lines`, () => {
  const long = files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > LONGEST);
  expect(long).toEqual([]);
});

test.each([
  ['ingest/a.ts', '../journal/segment.ts'],
  ['ingest/a.ts', '../protocols/contract.ts'],
  ['ingest/doors/a.test.ts', '../../protocols/archive.ts'],
  ['broker/a.ts', './listener.ts'],
  ['broker/a.ts', 'aedes'],
  ['broker/a.test.ts', '../node_modules/aedes/aedes.js'],
  ['domain/kit.ts', 'zod'],
  ['app/a.ts', '../stores/duckdb/store.ts'],
])('%s may import %s', (file, specifier) => {
  expect(importFault(file, { specifier })).toBeUndefined();
});

test.each([
  ['broker/a.ts', '../ingest/a.ts'],
  ['broker/a.test.ts', '../registry/contract.ts'],
  ['ingest/a.test-kit.ts', '../protocols/catalogue.ts'],
  ['ingest/a.ts', '../stores/contract/other.ts'],
  ['domain/phenomena/a.ts', '../../analysis/a.ts'],
  ['domain/a.ts', 'fastify'],
  ['domain/a.ts', '../node_modules/@fastify/cors/index.js'],
  ['analysis/a.ts', '../test/rooms.ts'],
  ['analysis/a.ts', '../../elsewhere/a.ts'],
  ['analysis/a.ts', undefined],
])('%s may not import %s', (file, specifier) => {
  expect(importFault(file, { specifier })).toBeDefined();
});
