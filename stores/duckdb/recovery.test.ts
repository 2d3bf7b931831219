import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row, T0 } from '../conformance/batches.test-kit.ts';
import type { ReadingQuery, ReadingStore } from '../contract.ts';
import { openDuckDbStore } from './store.ts';

/** Commits batch after batch of 50 rows with 3 readings each, and names each watermark once its batch is stored. */
const WRITER = `
const { openDuckDbStore } = await import(process.argv[1]);
const store = await openDuckDbStore({ path: process.argv[2] });
for (let watermark = store.watermark() + 1; ; watermark++) {
  const rows = Array.from({ length: 50 }, (_, n) => ({
    kit: 'kit-' + n, channel: '', time: ${T0} + watermark * 1000, received: ${T0} + watermark * 1000,
    phenomena: ['pm2_5', 'no2', 'x_a'], values: [watermark, n, 1], flags: [0, 1, 2],
  }));
  await store.append({ rows, late: [], watermark });
  console.log(watermark);
  if (watermark % 7 === 0) await store.checkpoint();
}`;

async function count(store: ReadingStore, query: ReadingQuery): Promise<number> {
  let n = 0;
  for await (const chunk of store.scan(query)) n += chunk.length;
  return n;
}

/** Runs the writer until it has stored `batches`, kills it at once and gives the last watermark it named. */
async function writeAndKill(path: string, batches: number): Promise<number> {
  const store = resolve('dist/stores/duckdb/store.js');
  const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, store, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let last = 0;
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    seen += 1;
    if (seen === batches) child.kill('SIGKILL');
  }
  await exited;
  return last;
}

describe('recovery of the DuckDB store', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'superilla-recovery-'));
    path = join(folder, 'readings.duckdb');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has exactly what its watermark says after being killed, again and again', async () => {
    const kits = Array.from({ length: 50 }, (_, n) => `kit-${n}`);
    for (const batches of [3, 16, 29]) {
      const named = await writeAndKill(path, batches);
      const store = await openDuckDbStore({ path });
      const watermark = store.watermark();
      expect(watermark).toBeGreaterThanOrEqual(named);
      expect(await count(store, { kits })).toBe(watermark * 150);
      const latest = await store.latest();
      expect(latest).toHaveLength(150);
      expect(new Set(latest.map(({ time }) => time))).toEqual(new Set([T0 + watermark * 1000]));
      await store.close();
    }
  }, 60_000);

  /** A copy of the files as a power cut would leave them, with one commit in the file and one in the log. */
  async function cutOff(): Promise<string> {
    const store = await openDuckDbStore({ path });
    await store.append({ rows: [row('a', T0, { pm2_5: 1 })], late: [], watermark: 1 });
    await store.checkpoint();
    const rows = Array.from({ length: 100 }, (_, n) => row('a', T0 + 1 + n, { pm2_5: 2 }));
    await store.append({ rows, late: [], watermark: 2 });
    const copy = join(folder, 'copy.duckdb');
    copyFileSync(path, copy);
    copyFileSync(`${path}.wal`, `${copy}.wal`);
    await store.close();
    return copy;
  }

  it('opens as of the last checkpoint when the log is damaged, keeps the log aside and says so', async () => {
    const copy = await cutOff();
    const wal = readFileSync(`${copy}.wal`);
    const middle = Math.floor(wal.length / 2);
    wal.writeUInt8(wal.readUInt8(middle) ^ 0xff, middle);
    writeFileSync(`${copy}.wal`, wal);
    const said: string[] = [];
    const log = { warn: (words: string) => said.push(words), error: (words: string) => said.push(words) };
    const store = await openDuckDbStore({ path: copy, log });
    expect(store.watermark()).toBe(1);
    expect(await count(store, { kits: ['a'] })).toBe(1);
    expect(said.join()).toContain('damaged');
    expect(readFileSync(`${copy}.wal.corrupt-1`).equals(wal)).toBe(true);
    const again = [row('a', T0 + 1, { pm2_5: 2 })];
    expect((await store.append({ rows: again, late: [], watermark: 2 })).accepted).toBe(1);
    await store.close();
  });

  it('leaves a torn last commit out', async () => {
    const copy = await cutOff();
    const wal = readFileSync(`${copy}.wal`);
    writeFileSync(`${copy}.wal`, wal.subarray(0, wal.length - 40));
    const store = await openDuckDbStore({ path: copy });
    expect(store.watermark()).toBe(1);
    expect(await count(store, { kits: ['a'] })).toBe(1);
    await store.close();
  });

  it('opens a file that lacks a phenomenon of the catalogue, and stores it from then on', async () => {
    const before = await openDuckDbStore({ path });
    const rows = [row('a', T0, { pm1: 1, pm2_5: 2, no2: 3 })];
    await before.append({ rows, late: [], watermark: 1 });
    await before.close();
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    for (const column of ['pm4', 'pm4_flags'])
      await connection.run(`ALTER TABLE readings DROP COLUMN ${column}`);
    await connection.run('DROP TABLE readings_noise');
    connection.disconnectSync();
    instance.closeSync();
    const after = await openDuckDbStore({ path });
    expect(existsSync(`${path}.wal`)).toBe(false);
    await after.append({
      rows: [row('a', T0 + 1, { pm1: 4, pm4: 5, noise_la90: 6 })],
      late: [],
      watermark: 2,
    });
    const found: [string, number][] = [];
    for await (const chunk of after.scan({ kits: ['a'] })) {
      found.push(...chunk.map(({ phenomenon, value }): [string, number] => [phenomenon, value]));
    }
    expect(found).toEqual([
      ['pm1', 1],
      ['pm2_5', 2],
      ['no2', 3],
      ['pm1', 4],
      ['pm4', 5],
      ['noise_la90', 6],
    ]);
    await after.close();
  });

  it('does not open a file of a later format', async () => {
    await (await openDuckDbStore({ path })).close();
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(`UPDATE meta SET value = '2' WHERE name = 'format'`);
    connection.disconnectSync();
    instance.closeSync();
    await expect(openDuckDbStore({ path })).rejects.toThrow('format 2');
  });
});
