import { execFileSync } from 'node:child_process';

/**
 * Builds what is stale in `dist/` once before any test: worker threads and whole-house tests run the program as it ships.
 * With `--lenient`, type errors do not stop the tests: the compiler writes the program all the same, and `npm test` reports them.
 */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/setup.mjs', '--build', '--lenient'], { stdio: 'inherit' });
}
