import { execFileSync } from 'node:child_process';

/** Builds `dist/` once before any test: worker threads and whole-house tests run the program as it ships. */
export function setup(): void {
  execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
}
