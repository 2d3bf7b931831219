import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { row, T0 } from '../conformance/batches.test-kit.ts';
import type { ReadingStore } from '../contract.ts';
import { numbers } from './numbers.ts';
import { openDuckDbStore } from './store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('roll-ups of days in the DuckDB store', () => {
  let folder: string;
  let path: string;
  let now = T0;
  const open = () => openDuckDbStore({ path, now: () => now });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'superilla-days-'));
    path = join(folder, 'readings.duckdb');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a statement on the closed file; what it gives, as numbers. */
  async function onFile(sql: string) {
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    const rows = await numbers(connection, sql);
    connection.disconnectSync();
    instance.closeSync();
    return rows;
  }

  async function medians(store: ReadingStore, kits: string[]) {
    const query = { kits, phenomenon: 'pm2_5', bucketMs: DAY, source: 'days', percentiles: true } as const;
    const found = await store.sums({ ...query, spans: [{ from: T0, to: T0 + DAY }] });
    return Object.fromEntries(found.map(({ kit, p50 }) => [kit, p50]));
  }

  it('get their percentiles when the day is over, those of kits that had gone silent too', async () => {
    const store = await open();
    const rows = [row('early', T0, { pm2_5: 1 }), row('late', T0 + 23 * HOUR, { pm2_5: 3 })];
    await store.append({ rows, late: [], watermark: 1 });
    now = T0 + 2 * HOUR;
    await store.rollUp([{ kit: 'early', hour: T0 }]);
    expect(await medians(store, ['early', 'late'])).toEqual({ early: undefined });
    now = T0 + DAY + 60_000;
    await store.rollUp([{ kit: 'late', hour: T0 + 23 * HOUR }]);
    expect(await medians(store, ['early', 'late'])).toEqual({ early: 1, late: 3 });
    await store.close();
  });

  it('are read from a file of before there were counts and percentiles, and have them when made anew', async () => {
    now = T0 + 2 * DAY;
    const before = await open();
    const rows = [1, 2, 6].map((value, n) =>
      row('a', T0 + n * HOUR, { pm2_5: value }, { flags: FLAGS.implausible }),
    );
    await before.append({ rows, late: [], watermark: 1 });
    const marks = rows.map(({ time }) => ({ kit: 'a', hour: time }));
    await before.rollUp(marks);
    await before.close();
    for (const table of ['rollup_hours', 'rollup_days'])
      for (const column of ['bad', 'suspect', 'p10', 'p50', 'p90'])
        await onFile(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    const store = await open();
    const query = {
      kits: ['a'],
      phenomenon: 'pm2_5',
      spans: [{ from: T0, to: T0 + DAY }],
      percentiles: true,
    };
    const days = () => store.sums({ ...query, bucketMs: DAY, source: 'days' });
    expect(await days()).toEqual([expect.objectContaining({ n: 3, sum: 9, bad: 0, suspect: 0 })]);
    expect((await days())[0]?.p50).toBeUndefined();
    await store.rollUp(marks);
    expect(await days()).toEqual([expect.objectContaining({ n: 3, sum: 9, bad: 3, suspect: 0, p50: 2 })]);
    await store.close();
  });

  it('leave rows where they are when flags change, so that what is in order stays so', async () => {
    const store = await open();
    const rows = Array.from({ length: 3000 }, (_, n) =>
      row(n % 2 === 0 ? 'b' : 'a', T0 + n * 1000, { pm2_5: n, x_a: n }),
    );
    await store.append({ rows, late: [], watermark: 1 });
    await store.upkeep?.compact(T0);
    await store.close();
    const order = (table: string) =>
      onFile(`SELECT kit, epoch_ms(time)::DOUBLE FROM ${table} ORDER BY rowid`);
    const before = [await order('readings'), await order('others')];
    const again = await open();
    const changes = rows
      .filter((_, n) => n % 7 === 0)
      .flatMap(({ kit, time }) =>
        ['pm2_5', 'x_a'].map((phenomenon) => ({
          ...{ kit, channel: '', phenomenon, time },
          ...{ set: FLAGS.spike, clear: 0 },
        })),
      );
    await again.flag(changes);
    await again.close();
    expect([await order('readings'), await order('others')]).toEqual(before);
    const flagged = `count_if(pm2_5_flags = ${FLAGS.spike})::DOUBLE`;
    expect(await onFile(`SELECT ${flagged} FROM readings`)).toEqual([[changes.length / 2]]);
  });
});
