import { defineConfig } from 'vitest/config';

/** Unit tests stand beside the code; `test/` holds whole-house tests, which start the built program. */
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
            '{domain,analysis,protocols,journal,stores,registry,broker,ingest,upkeep,open-data,dashboards,firmware-sim,app,bench,scripts}/**/*.test.ts',
            'test/*.test.ts',
          ],
          exclude: ['**/node_modules/**', 'dist/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['test/{house,browser}/**/*.test.ts'],
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
