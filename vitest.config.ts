import { defineConfig } from 'vitest/config';

const BUILT = ['**/node_modules/**', 'dist/**'];
/** Tests that hold the house's rules and its documents. They start nothing. */
const HOUSE_RULES = ['test/*.test.ts', 'test/docs/**/*.test.ts'];
const BROWSER = 'test/browser/**/*.test.ts';

/** Unit tests stand beside the code; folders of `test/` hold whole-house tests, which start the built program. */
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
          include: [
            '{domain,analysis,protocols,journal,stores,registry,broker,ingest,upkeep,open-data,dashboards,firmware-sim,app,bench,scripts}/**/*.test.{ts,tsx}',
            ...HOUSE_RULES,
          ],
          exclude: BUILT,
        },
      },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['test/**/*.test.ts'],
          exclude: [...BUILT, ...HOUSE_RULES, BROWSER],
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
