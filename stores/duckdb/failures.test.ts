import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { row, T0 } from '../conformance/batches.test-kit.ts';
import { type Batch, type ReadingStore, StoreBusyError } from '../contract.ts';
import { openDuckDbStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'superilla-failures-'));
const small = join(folder, 'small');

function mounted(): boolean {
  mkdirSync(small);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', small], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const mayMount = mounted();

afterAll(() => {
  if (mayMount) execFileSync('umount', [small]);
  rmSync(folder, { recursive: true, force: true });
});

/** Descriptors this process has of a file. */
function openHandles(path: string): number {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(join('/proc/self/fd', fd));
    } catch {
      return '';
    }
  });
  return links.filter((link) => link === path).length;
}

async function count(store: ReadingStore, kit: string): Promise<number> {
  let n = 0;
  for await (const chunk of store.scan({ kits: [kit] })) n += chunk.length;
  return n;
}

function batchOf(watermark: number): Batch {
  const rows = Array.from({ length: 2000 }, (_, n) =>
    row('a', T0 + watermark * 2000 + n, { pm2_5: Math.random(), no2: Math.random(), x_a: Math.random() }),
  );
  return { rows, late: [], watermark };
}

describe('the DuckDB store in trouble', () => {
  it.skipIf(!mayMount)(
    'stores nothing of a batch while the disk is full, answers readers, and stores all of it once there is room (needs mount)',
    async () => {
      const path = join(small, 'readings.duckdb');
      const ballast = join(small, 'ballast');
      const store = await openDuckDbStore({ path });
      writeFileSync(ballast, Buffer.alloc(14 * 1024 * 1024));
      let watermark = 1;
      let result = await store.append(batchOf(watermark));
      while (result.retry === undefined) {
        watermark += 1;
        result = await store.append(batchOf(watermark));
      }
      expect(result).toMatchObject({ accepted: 0, duplicates: [], conflicts: [] });
      expect(result.retry?.afterMs).toBeGreaterThan(0);
      expect(store.watermark()).toBe(watermark - 1);
      const again = await store.append(batchOf(watermark));
      expect(again.retry).toBeDefined();
      expect(await count(store, 'a'), 'read while the disk is full').toBe((watermark - 1) * 6000);
      unlinkSync(ballast);
      expect((await store.append(batchOf(watermark))).accepted).toBe(6000);
      expect(store.watermark()).toBe(watermark);
      expect(await count(store, 'a')).toBe(watermark * 6000);
      expect(openHandles(path)).toBe(1);
      await store.close();
      const reopened = await openDuckDbStore({ path });
      expect(await count(reopened, 'a')).toBe(watermark * 6000);
      await reopened.close();
    },
    60_000,
  );

  it('frees the place of a scan that is given up', async () => {
    const store = await openDuckDbStore({ path: join(folder, 'scans.duckdb') });
    await store.append(batchOf(1));
    const scans = Array.from({ length: 8 }, () => store.scan({ kits: ['a'] })[Symbol.asyncIterator]());
    for (const scan of scans) expect((await scan.next()).done).toBe(false);
    const ninth = store.scan({ kits: ['a'] })[Symbol.asyncIterator]();
    const waiting = ninth.next();
    await scans[0]?.return?.();
    expect((await waiting).done).toBe(false);
    const series = { kits: ['a'], phenomenon: 'no2', from: 0, to: T0 * 2, bucketMs: 1e12 };
    expect(await store.series(series)).toHaveLength(1);
    await store.close();
    expect(openHandles(join(folder, 'scans.duckdb'))).toBe(0);
  });

  it('refuses reads beyond its line as busy', async () => {
    const store = await openDuckDbStore({ path: join(folder, 'busy.duckdb') });
    await store.append(batchOf(1));
    const series = { kits: ['a'], phenomenon: 'no2', from: 0, to: T0 * 2, bucketMs: 1e12 };
    const answers = await Promise.allSettled(Array.from({ length: 40 }, () => store.series(series)));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(6);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(StoreBusyError);
    await store.close();
  });

  it('does nothing after it is closed, and closes once', async () => {
    const store = await openDuckDbStore({ path: join(folder, 'closed.duckdb') });
    await store.close();
    await store.close();
    await expect(store.append(batchOf(1))).rejects.toThrow('closed');
    await expect(store.holdings(['a'])).rejects.toThrow('closed');
  });
});
