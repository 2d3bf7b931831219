import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from '../setup/root.mjs';

const NOT_RUN = new Set(['skipped', 'pending', 'todo', 'disabled']);

/** The counts of one file of a vitest JSON report. A file that fell over before its tests counts as one failure. */
function ofFile(result) {
  const file = relative(ROOT, result.name);
  const of = (status) => result.assertionResults.filter((test) => test.status === status).length;
  const failed = of('failed');
  const skippedTests = result.assertionResults
    .filter((test) => NOT_RUN.has(test.status))
    .map((test) => ({ file, name: test.fullName.trim() }));
  return {
    passed: of('passed'),
    failed: failed === 0 && result.status === 'failed' ? 1 : failed,
    skippedTests,
  };
}

/**
 * What a step adds to the totals. Steps without a report (types, lint) add nothing, except one failure when they fail, so that
 * the closing line never says `0 failed` over a red run.
 */
export function tally(report, ok) {
  const files =
    report !== undefined && existsSync(report)
      ? JSON.parse(readFileSync(report, 'utf8')).testResults.map(ofFile)
      : [];
  const passed = files.reduce((total, file) => total + file.passed, 0);
  const failed = files.reduce((total, file) => total + file.failed, 0);
  return {
    passed,
    failed: ok ? failed : Math.max(failed, 1),
    skippedTests: files.flatMap((file) => file.skippedTests),
  };
}
