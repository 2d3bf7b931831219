import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { copySpan } from './copy-day.ts';
import { shareStore } from './shared-store.ts';

const TIME = Date.UTC(2026, 2, 1);
const ROW = { kit: 'alpha', channel: '', time: TIME, received: TIME, phenomena: ['pm2_5'], values: [7] };

let folder: string;
let [source, target]: ReadingStore[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'superilla-copy-'));
  source = await openDuckDbStore({ path: join(folder, 'source.duckdb') });
  target = await openDuckDbStore({ path: join(folder, 'target.duckdb') });
});
afterEach(async () => {
  await source?.close();
  await target?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function flagsIn(store: ReadingStore): Promise<number[]> {
  const found: StoredReading[] = [];
  for await (const chunk of store.scan({ kits: ['alpha'] })) found.push(...chunk);
  return found.map(({ flags }) => flags);
}

it('the flags of a reading that stands in the other store follow those of the one that is copied', async () => {
  if (source === undefined || target === undefined) throw new Error('no stores');
  const shared = shareStore(target);
  await source.append({ rows: [{ ...ROW, flags: [FLAGS.unit_assumed] }], late: [], watermark: 1 });
  const copying = { source, target: shared, kit: 'alpha', span: {} };
  expect(await copySpan(copying)).toBe(1);
  const change = { kit: 'alpha', phenomenon: 'pm2_5', channel: '', time: TIME };
  await source.flag([{ ...change, set: FLAGS.stuck, clear: FLAGS.unit_assumed }]);
  expect(await copySpan(copying)).toBe(0);
  expect(await flagsIn(target)).toEqual([FLAGS.stuck]);
});
