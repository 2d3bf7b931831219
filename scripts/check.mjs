#!/usr/bin/env node
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { skipReason } from './check/skipped.mjs';
import { runStep } from './check/step.mjs';
import { tally } from './check/tally.mjs';
import { ROOT } from './setup/root.mjs';
import { missingTools } from './setup/test-tools.mjs';

/** `npm test`: types, lint, unused code and every test; goes on after a failure and ends with one line of totals. */
const RESULTS = join(ROOT, 'test-results');
const WEB = 'dashboards/web';

const vitest = (project) => {
  const report = join(RESULTS, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  return { script: 'vitest/vitest.mjs', args: [...args, `--outputFile.json=${report}`], report };
};

const STEPS = [
  { name: 'types', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  {
    name: 'types of the pages',
    script: 'typescript/bin/tsc',
    args: ['-p', WEB],
    needs: `${WEB}/tsconfig.json`,
  },
  { name: 'lint', script: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings'] },
  { name: 'unused code', script: 'knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'rooms and unit tests', ...vitest('unit') },
  { name: 'whole-house tests', ...vitest('house') },
  { name: 'browser tests', ...vitest('browser') },
];

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Runs a step between two lines with its name; a test step that left no report counts as one failure. */
function carryOut(step) {
  console.log(`\n── ${step.name}`);
  const { ok, ms } = runStep(step);
  const counted = tally(step.report, ok);
  console.log(`── ${step.name}: ${ok ? 'ok' : 'FAILED'} (${seconds(ms)})`);
  return { name: step.name, ok, ms, ...counted };
}

function sum(results, key) {
  return results.reduce((total, result) => total + result[key], 0);
}

function close(results) {
  const missing = missingTools();
  const skipped = results.flatMap((result) => result.skippedTests);
  if (skipped.length > 0) console.log('\nSkipped:');
  for (const test of skipped) console.log(`  ${test.file}: ${test.name} (${skipReason(test, missing)})`);
  console.log('');
  for (const { name, ok, ms } of results)
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${seconds(ms)})`);
  console.log(
    `${sum(results, 'passed')} passed, ${sum(results, 'failed')} failed, ${skipped.length} skipped`,
  );
  process.exitCode = results.every((result) => result.ok) ? 0 : 1;
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
close(STEPS.filter((step) => step.needs === undefined || existsSync(join(ROOT, step.needs))).map(carryOut));
