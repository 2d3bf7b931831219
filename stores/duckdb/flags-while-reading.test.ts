import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { Row } from '../../domain/reading.ts';
import type { ReadingStore } from '../contract.ts';
import { openDuckDbStore } from './store.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
const STUCK = { kit: 'alpha', phenomenon: 'pm2_5', channel: '', set: FLAGS.stuck, clear: 0 };

let folder: string;
let path: string;
let store: ReadingStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'superilla-flags-'));
  path = join(folder, 'readings.duckdb');
  store = await openDuckDbStore({ path });
  const rows = Array.from({ length: 20_000 }, (_, n): Row => {
    const time = START + n * 1000;
    return { kit: 'alpha', channel: '', time, received: time, phenomena: ['pm2_5'], values: [n], flags: [0] };
  });
  await store.append({ rows, late: [], watermark: 1 });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('flags change under a reader that has begun, and the roll-ups of their hour are in the file when it has ended', async () => {
  const reading = store.scan({ kits: ['alpha'] })[Symbol.asyncIterator]();
  await reading.next();
  await store.flag([{ ...STUCK, time: START }]);
  const done = store.rollUp([{ kit: 'alpha', hour: START }]);
  // Long enough for a checkpoint to be tried in vain.
  await sleep(300);
  while ((await reading.next()).done !== true);
  await done;
  const [hour] = await store.sums({
    ...{ kits: ['alpha'], phenomenon: 'pm2_5', bucketMs: HOUR, source: 'hours' },
    spans: [{ from: START, to: START + HOUR }],
  });
  expect([hour?.n, hour?.suspect]).toEqual([3600, 1]);
});

it('readings are stored on while a reader keeps the file from being written', async () => {
  const reading = store.scan({ kits: ['alpha'] })[Symbol.asyncIterator]();
  await reading.next();
  await store.flag([{ ...STUCK, time: START }]);
  const done = store.rollUp([{ kit: 'alpha', hour: START }]);
  const late: Row = {
    ...{ kit: 'beta', channel: '', time: START, received: START },
    ...{ phenomena: ['pm2_5'], values: [5], flags: [0] },
  };
  expect(await store.append({ rows: [late], late: [], watermark: 2 })).toMatchObject({ accepted: 1 });
  while ((await reading.next()).done !== true);
  await done;
  expect(store.watermark()).toBe(2);
});
