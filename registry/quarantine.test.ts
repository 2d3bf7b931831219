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
  const from = { transport: 'http', headers: { 'x-pin': '1' }, retained: false } as const;
  const device = { dialect: 'airrohr', device: 'a1' };
  return { seq, received, topic: 't', kit: '', reason: 'unknown_sender', payload, ...from, ...device };
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

describe('the senders of a quarantine', () => {
  let fresh: Fresh;
  beforeEach(async () => {
    fresh = await freshRegistry();
  });
  afterEach(() => fresh.end());

  it('are told by device, and by topic where none is named', async () => {
    const at = fresh.clock;
    const nameless = { dialect: '', device: '' };
    await fresh.registry.quarantine([
      ...[record(1, at), record(2, at + 5), { ...record(3, at - 1), device: 'b2' }],
      ...[
        { ...record(4, at + 9), ...nameless, topic: 'x/1' },
        { ...record(5, at), ...nameless, topic: 'x/2' },
      ],
    ]);
    const senders = await fresh.registry.quarantinedSenders();
    expect(senders.map(({ device, topic, messages }) => [device, topic, messages])).toEqual([
      ['', 'x/1', 1],
      ['a1', 't', 2],
      ['', 'x/2', 1],
      ['b2', 't', 1],
    ]);
    expect(seqs(await fresh.registry.quarantinedOf({ dialect: 'airrohr', device: 'a1' }))).toEqual([1, 2]);
    expect(seqs(await fresh.registry.quarantinedOf({ topic: 'x/2' }))).toEqual([5]);
  });

  it('let go of what was taken in', async () => {
    await fresh.registry.quarantine([record(1, fresh.clock), record(2, fresh.clock)]);
    await fresh.registry.unquarantine([1, 99]);
    expect(seqs(await fresh.registry.quarantined(9))).toEqual([2]);
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
    const quarantine = new Quarantine(core, { records: 3, bytes: 1000, age: HOUR, perSource: 1000 });
    await quarantine.add([record(1, NOW), record(2, NOW)]);
    await quarantine.add([record(3, NOW), record(4, NOW)]);
    expect(seqs(await quarantine.newest(10))).toEqual([4, 3, 2]);
  });

  it('for each source: one that floods pushes out its own messages only', async () => {
    const quarantine = new Quarantine(core, { records: 100, bytes: 1e6, age: HOUR, perSource: 2 });
    await quarantine.add([{ ...record(1, NOW), device: 'calm' }]);
    for (let seq = 2; seq < 9; seq++) await quarantine.add([record(seq, NOW)]);
    expect(seqs(await quarantine.newest(100))).toEqual([8, 7, 1]);
  });

  it('in bytes: the oldest go first, and what was there before a restart counts', async () => {
    await new Quarantine(core, { records: 100, bytes: 100, age: HOUR, perSource: 1000 }).add([
      record(1, NOW, 60),
    ]);
    const quarantine = new Quarantine(core, { records: 100, bytes: 100, age: HOUR, perSource: 1000 });
    await quarantine.add([record(2, NOW, 40)]);
    expect(seqs(await quarantine.newest(10))).toEqual([2, 1]);
    await quarantine.add([record(3, NOW, 1)]);
    expect(seqs(await quarantine.newest(10))).toEqual([3, 2]);
    await quarantine.add([record(4, NOW, 101)]);
    expect(seqs(await quarantine.newest(10))).toEqual([]);
  });

  it('in age: writing drops what is too old', async () => {
    const quarantine = new Quarantine(core, { records: 100, bytes: 100, age: HOUR, perSource: 1000 });
    await quarantine.add([record(1, NOW - HOUR - 1), record(2, NOW - HOUR)]);
    const left = await core.db.selectFrom('quarantine').select('seq').execute();
    expect(left).toEqual([{ seq: 2 }]);
  });
});
