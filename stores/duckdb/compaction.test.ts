import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row, StoredReading } from '../../domain/reading.ts';
import { row, T0 } from '../conformance/batches.test-kit.ts';
import type { ReadingQuery, ReadingStore } from '../contract.ts';
import { numbers } from './numbers.ts';
import { openDuckDbStore } from './store.ts';

const DAY = 86_400_000;

async function all(store: ReadingStore, query: ReadingQuery): Promise<StoredReading[]> {
  const found: StoredReading[] = [];
  for await (const chunk of store.scan(query)) found.push(...chunk);
  return found;
}

/** Asks the file itself. */
async function ask(path: string, sql: string) {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  const rows = await numbers(connection, sql);
  connection.disconnectSync();
  instance.closeSync();
  return rows;
}

function upkeepOf(store: ReadingStore) {
  if (store.upkeep === undefined) throw new Error('the store has no upkeep');
  return store.upkeep;
}

describe('compaction of the DuckDB store', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'superilla-compaction-'));
    path = join(folder, 'readings.duckdb');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('puts a day in order, makes one row of those of one instant and arrival, and leaves the others apart', async () => {
    const store = await openDuckDbStore({ path });
    const rows: Row[] = [];
    for (let n = 99; n >= 0; n--) {
      for (const kit of ['b', 'a']) {
        const received = T0 + DAY;
        rows.push(row(kit, T0 + n * 1000, { pm2_5: n }, { received, flags: 1 }));
        rows.push(row(kit, T0 + n * 1000, { temperature: -n }, { received, flags: 2 }));
        rows.push(row(kit, T0 + n * 1000, { pm10: n }, { received: received + 1 }));
        rows.push(row(kit, T0 + n * 1000, { x_a: n }));
      }
    }
    await store.append({ rows, late: [], watermark: 1 });
    const before = await all(store, { kits: ['a', 'b'] });
    expect(await upkeepOf(store).compact(T0)).toEqual({ rows: 600, merged: 200, clashes: 0 });
    expect(await all(store, { kits: ['a', 'b'] })).toEqual(before);
    await store.close();
    const order = await ask(path, 'SELECT kit, epoch_ms(time)::DOUBLE FROM readings ORDER BY rowid');
    expect(order).toHaveLength(400);
    expect(order).toEqual(
      [...order].sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1])),
    );
  });

  it('knows which days got readings since, also after a restart', async () => {
    const store = await openDuckDbStore({ path });
    const rows = [row('a', T0 + DAY, { pm10: 1 }), row('a', T0, { x_a: 1 })];
    await store.append({ rows, late: [], watermark: 1 });
    expect(await upkeepOf(store).uncompacted()).toEqual([T0, T0 + DAY]);
    await upkeepOf(store).compact(T0);
    expect(await upkeepOf(store).uncompacted()).toEqual([T0 + DAY]);
    await store.close();
    const again = await openDuckDbStore({ path });
    expect(await upkeepOf(again).uncompacted()).toEqual([T0 + DAY]);
    await again.append({ rows: [row('b', T0 + 1, { pm10: 1 })], late: [], watermark: 2 });
    expect(await upkeepOf(again).uncompacted()).toEqual([T0, T0 + DAY]);
    await again.close();
  });

  it('takes every day of a file of before as not compacted', async () => {
    const store = await openDuckDbStore({ path });
    await store.append({
      rows: [row('a', T0 - 1, { no2: 1 }), row('a', T0, { x_a: 1 })],
      late: [],
      watermark: 1,
    });
    await store.close();
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run('DROP TABLE touched');
    connection.disconnectSync();
    instance.closeSync();
    const after = await openDuckDbStore({ path });
    expect(await upkeepOf(after).uncompacted()).toEqual([T0 - DAY, T0]);
    await after.close();
  });

  it('leaves two values of one column as they are, and counts them', async () => {
    const store = await openDuckDbStore({ path });
    // Not named as late: what no caller does is the only way to get there.
    await store.append({ rows: [row('a', T0, { pm10: 1 })], late: [], watermark: 1 });
    await store.append({ rows: [row('a', T0, { pm10: 2 })], late: [], watermark: 2 });
    expect(await upkeepOf(store).compact(T0)).toEqual({ rows: 2, merged: 0, clashes: 1 });
    expect((await all(store, { kits: ['a'] })).map(({ value }) => value).sort()).toEqual([1, 2]);
    await store.close();
  });

  it('lets commits, erasures and checkpoints through, and stops when it is told to', async () => {
    const store = await openDuckDbStore({ path });
    const rows = Array.from({ length: 60_000 }, (_, n) =>
      row(`k${n % 50}`, T0 + n * 1000, { pm10: n, no2: n }),
    );
    await store.append({ rows, late: [], watermark: 1 });
    const compacting = upkeepOf(store).compact(T0);
    await store.append({ rows: [row('late', T0 + 5, { pm10: 5 })], late: [], watermark: 2 });
    const [, , checkpointed] = await Promise.all([compacting, store.erase('k7', 3), store.checkpoint()]);
    expect(checkpointed).toBe(3);
    expect(await upkeepOf(store).uncompacted()).toEqual([T0]);
    const kits = [...Array.from({ length: 50 }, (_, k) => `k${k}`), 'late'];
    expect(await all(store, { kits })).toHaveLength(2 * 49 * 1200 + 1);
    const stopped = new AbortController();
    stopped.abort();
    await expect(upkeepOf(store).compact(T0, stopped.signal)).rejects.toThrow('abort');
    expect(await upkeepOf(store).uncompacted()).toEqual([T0]);
    const cut = upkeepOf(store).compact(T0);
    const outcome = cut.catch(() => 'cut short');
    await store.close();
    await outcome;
    const again = await openDuckDbStore({ path });
    expect(await all(again, { kits })).toHaveLength(2 * 49 * 1200 + 1);
    await again.close();
  });

  /** Appends to the day that is compacted again and again, and names every watermark that is stored. */
  const BUSY = `
const { openDuckDbStore } = await import(process.argv[1]);
const store = await openDuckDbStore({ path: process.argv[2] });
(async () => { for (;;) { await store.upkeep.compact(${T0}); console.log('compacted'); } })();
for (let watermark = store.watermark() + 1; ; watermark++) {
  const rows = Array.from({ length: 200 }, (_, n) => ({
    kit: 'kit-' + n % 20, channel: '', time: ${T0} + watermark * 1000 + n, received: ${T0},
    phenomena: ['pm2_5', 'no2', 'x_a'], values: [watermark, n, 1], flags: [0, 1, 2],
  }));
  await store.append({ rows, late: [], watermark });
  console.log(watermark);
}`;

  it('loses nothing and doubles nothing when it is killed in the middle, again and again', async () => {
    const kits = Array.from({ length: 20 }, (_, n) => `kit-${n}`);
    const module = resolve('dist/stores/duckdb/store.js');
    let compactions = 0;
    for (const pause of [0, 15, 40, 80, 160]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', BUSY, module, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      let named = 0;
      let dying = false;
      for await (const line of createInterface({ input: child.stdout })) {
        if (line !== 'compacted') named = Number(line);
        else {
          compactions += 1;
          if (!dying) setTimeout(() => child.kill('SIGKILL'), pause);
          dying = true;
        }
      }
      await exited;
      const store = await openDuckDbStore({ path });
      const watermark = store.watermark();
      expect(watermark).toBeGreaterThanOrEqual(named);
      const readings = await all(store, { kits });
      expect(readings).toHaveLength(watermark * 600);
      expect(new Set(readings.map(({ kit, phenomenon, time }) => `${kit} ${phenomenon} ${time}`)).size).toBe(
        watermark * 600,
      );
      expect(await upkeepOf(store).uncompacted()).toEqual([T0]);
      await store.close();
    }
    expect(compactions).toBeGreaterThanOrEqual(5);
  }, 60_000);
});
