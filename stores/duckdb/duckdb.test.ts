import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AFTER } from '../conformance/batches.test-kit.ts';
import { storeConformance } from '../conformance/suite.test-kit.ts';
import { openDuckDbStore } from './store.ts';

storeConformance('DuckDB', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'superilla-store-'));
  return {
    open: () => openDuckDbStore({ path: join(folder, 'readings.duckdb'), now: () => AFTER }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
});
