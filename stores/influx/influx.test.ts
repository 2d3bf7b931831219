import { afterAll, beforeAll, describe } from 'vitest';
import { AFTER } from '../conformance/batches.test-kit.ts';
import { storeConformance } from '../conformance/suite.test-kit.ts';
import { isHere, startInfluxd, type TestServer } from './server.test-kit.ts';
import { openInfluxStore } from './store.ts';

/** Each takes some seconds: the server makes files for every week of the readings. */
const RUNS = 6;

describe.skipIf(!isHere('influxd'))('with a real server (needs influxd)', () => {
  let server: TestServer;
  let databases = 0;
  beforeAll(async () => {
    server = await startInfluxd();
  });
  afterAll(() => server?.end());

  storeConformance(
    'InfluxDB 1.x',
    async () => {
      databases += 1;
      const bucket = `district${databases}`;
      return {
        open: () => openInfluxStore({ url: server.url, version: '1', bucket, now: () => AFTER }),
        remove: async () => {
          const q = new URLSearchParams({ q: `DROP DATABASE "${bucket}"` });
          await fetch(`${server.url}/query`, { method: 'POST', body: q });
        },
      };
    },
    RUNS,
  );
});
