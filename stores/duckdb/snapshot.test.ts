import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { row, T0 } from '../conformance/batches.test-kit.ts';
import { openDuckDbStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'superilla-snapshot-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('copies the state of a checkpoint, whole, while batches and checkpoints go on', async () => {
  const store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  let watermark = 0;
  let stop = false;
  const write = async () => {
    while (!stop) {
      watermark += 1;
      const rows = Array.from({ length: 500 }, (_, n) =>
        row(`kit-${n}`, T0 + watermark * 1000, { pm2_5: watermark, noise_laeq: n, x_a: 1 }),
      );
      await store.append({ rows, late: [], watermark });
      if (watermark % 3 === 0) await store.checkpoint();
    }
  };
  const writing = write();
  const copies: { path: string; least: number; before: number }[] = [];
  for (let n = 0; n < 4; n++) {
    const path = join(folder, `copy-${n}.duckdb`);
    const before = store.watermark();
    copies.push({ path, least: (await store.snapshot?.(path)) ?? -1, before });
  }
  stop = true;
  await writing;
  await store.close();
  for (const { path, least, before } of copies) {
    expect(least).toBeGreaterThanOrEqual(before);
    const copy = await openDuckDbStore({ path });
    expect(copy.watermark()).toBeGreaterThanOrEqual(least);
    const [held] = await copy.holdings(['kit-7']).then((all) => all.filter((h) => h.phenomenon === 'pm2_5'));
    expect(held?.n).toBe(copy.watermark());
    expect(await copy.latest()).toHaveLength(1500);
    await copy.close();
  }
  expect(copies.at(-1)?.least).toBeGreaterThan(copies[0]?.least ?? 0);
});
