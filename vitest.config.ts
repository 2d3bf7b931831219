import { defineConfig } from 'vitest/config';

const BUILT = ['**/node_modules/**', 'dist/**'];
const ROOMS =
  '{domain,analysis,protocols,journal,stores,registry,broker,ingest,open-data,dashboards,firmware-sim,app,bench,scripts,upkeep}';
/** Whole-house tests start the built program and talk to it over real sockets. */
const HOUSE = 'test/house/**/*.test.ts';
const BROWSER = 'test/browser/**/*.test.ts';

/** Unit tests stand beside the code; those that need several rooms stand in `test/`. */
export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${ROOMS}/**/*.test.{ts,tsx}`, 'test/**/*.test.ts'],
          exclude: [...BUILT, HOUSE, BROWSER],
          // No module here keeps state of its own, so that files may share a worker: most of a run was loading them again.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'house',
          include: [HOUSE],
          exclude: BUILT,
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          exclude: BUILT,
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
