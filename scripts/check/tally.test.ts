import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
// @ts-expect-error: the scripts are plain JavaScript, which runs before anything is installed.
import { skipReason } from './skipped.mjs';
// @ts-expect-error: as above.
import { tally } from './tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(testResults: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}

test('passed, failed and skipped tests are counted, the skipped ones by file and name', () => {
  const path = report([
    {
      name: resolve('broker/a.test.ts'),
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: ' one' },
        { status: 'failed', fullName: ' two' },
        { status: 'pending', fullName: ' three' },
      ],
    },
  ]);
  expect(tally(path, false)).toEqual({
    passed: 1,
    failed: 1,
    skippedTests: [{ file: 'broker/a.test.ts', name: 'three' }],
  });
});

test('a file that cannot be loaded counts as one failure', () => {
  const path = report([{ name: resolve('a.test.ts'), status: 'failed', assertionResults: [] }]);
  expect(tally(path, false).failed).toBe(1);
});

test('a failed step without a report counts as one failure, a good one as nothing', () => {
  expect(tally(undefined, false).failed).toBe(1);
  expect(tally(undefined, true)).toEqual({ passed: 0, failed: 0, skippedTests: [] });
});

test('a skipped test is explained by the missing program that its file or name mentions', () => {
  const missing = [{ name: 'Chromium', mentions: /^test\/browser\// }];
  expect(skipReason({ file: 'test/browser/map.test.ts', name: 'the map' }, missing)).toBe(
    'Chromium is not installed',
  );
});
