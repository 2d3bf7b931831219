import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Quarantined } from './contract.ts';
import { Core } from './core.ts';
import { openDatabase } from './database.ts';
import { type Fresh, freshRegistry } from './fresh.test-kit.ts';
import { Quarantine } from './quarantine.ts';

const HOUR = 3_600_000;

function record(seq: number, received: number, bytes = 3): Quarantined {
  const payload = new Uint8Array(bytes).fill(seq);
  return { seq, received, topic: 't', kit: '', reason: 'unknown_sender', payload };
}

const seqs = (records: readonly Quarantined[]) => records.map((r) => r.seq);

describe('the quarantine of a registry', () => {
  let fresh: Fresh;
  beforeEach(async () => {
    fresh = await freshRegistry();
  });
  afterEach(() => fresh.end());

  it('gives messages back as they came, newest first, also after a restart', async () => {
    const [a, b] = [record(1, fresh.clock), record(2, fresh.clock, 0)];
    await fresh.registry.quarantine([a, b]);
    expect(await fresh.registry.quarantined(10)).toEqual([b, a]);
    expect(await (await fresh.reopen()).quarantined(1)).toEqual([b]);
    expect(await fresh.registry.quarantined(-1)).toEqual([]);
  });

  it('takes a sequence once', async () => {
    await fresh.registry.quarantine([record(1, fresh.clock)]);
    await fresh.registry.quarantine([{ ...record(1, fresh.clock), topic: 'other' }, record(2, fresh.clock)]);
    expect((await fresh.registry.quarantined(10)).map((r) => r.topic)).toEqual(['t', 't']);
  });

  it('shows nothing older than a day, and drops it when it opens', async () => {
    await fresh.registry.quarantine([record(1, fresh.clock), record(2, fresh.clock + 2 * HOUR)]);
    fresh.clock += 25 * HOUR;
    expect(seqs(await fresh.registry.quarantined(10))).toEqual([2]);
    await fresh.reopen();
    fresh.clock -= 25 * HOUR;
    expect(seqs(await fresh.registry.quarantined(10))).toEqual([2]);
  });
});

describe('the bounds of a quarantine', () => {
  const NOW = Date.UTC(2026, 2, 1);
  let folder: string;
  let core: Core;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'superilla-quarantine-'));
    core = new Core({ db: await openDatabase(join(folder, 'q.db'), NOW), now: () => NOW, log: undefined });
  });
  afterEach(async () => {
    await core.db.destroy();
    rmSync(folder, { recursive: true });
  });

  it('in number: the oldest go first', async () => {
    const quarantine = new Quarantine(core, { records: 3, bytes: 1000, age: HOUR });
    await quarantine.add([record(1, NOW), record(2, NOW)]);
    await quarantine.add([record(3, NOW), record(4, NOW)]);
    expect(seqs(await quarantine.newest(10))).toEqual([4, 3, 2]);
  });

  it('in bytes: the oldest go first, and what was there before a restart counts', async () => {
    await new Quarantine(core, { records: 100, bytes: 100, age: HOUR }).add([record(1, NOW, 60)]);
    const quarantine = new Quarantine(core, { records: 100, bytes: 100, age: HOUR });
    await quarantine.add([record(2, NOW, 40)]);
    expect(seqs(await quarantine.newest(10))).toEqual([2, 1]);
    await quarantine.add([record(3, NOW, 1)]);
    expect(seqs(await quarantine.newest(10))).toEqual([3, 2]);
    await quarantine.add([record(4, NOW, 101)]);
    expect(seqs(await quarantine.newest(10))).toEqual([]);
  });

  it('in age: writing drops what is too old', async () => {
    const quarantine = new Quarantine(core, { records: 100, bytes: 100, age: HOUR });
    await quarantine.add([record(1, NOW - HOUR - 1), record(2, NOW - HOUR)]);
    const left = await core.db.selectFrom('quarantine').select('seq').execute();
    expect(left).toEqual([{ seq: 2 }]);
  });
});
